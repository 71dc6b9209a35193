import { describe, expect, it } from 'vitest';
import { optionsUnder } from './options-under-project.js';

const project = {
  baseUrl: 'http://10.0.0.5/',
  interactionLevel: 'read',
  origins: ['http://10.0.0.6'],
  healingPolicy: { mode: 'ask' },
};

describe('the options of a run in a project', () => {
  it('are as its owner set them where nothing else was said', () => {
    const options = optionsUnder(project, { url: 'http://10.0.0.5/start' });
    expect(options).toMatchObject({
      interaction: 'read',
      origins: ['http://10.0.0.6'],
      healing: { mode: 'ask', askFrom: 0.8 },
    });
  });

  it('are what was asked for where it was', () => {
    const options = optionsUnder(project, {
      url: 'http://10.0.0.5/',
      interaction: 'write',
      origins: ['http://10.0.0.7'],
      healing: { mode: 'never' },
    });
    expect(options).toMatchObject({
      interaction: 'write',
      origins: ['http://10.0.0.6', 'http://10.0.0.7'],
      healing: { mode: 'never' },
    });
  });

  it('keep a field of the policy that is there without a value', () => {
    expect(optionsUnder(project, { url: 'http://10.0.0.5/', healing: { mode: undefined } }).healing.mode).toBe('ask');
  });

  it('do not carry the level of the project’s own address to another', () => {
    const open = { ...project, interactionLevel: 'disposable' };
    expect(optionsUnder(open, { url: 'https://example.com/' }).interaction).toBeUndefined();
    expect(optionsUnder(open, { url: 'http://10.0.0.5/' }).interaction).toBe('disposable');
  });

  it('perturb the app for kill receipts where that was asked for, else where the owner set it', () => {
    const url = 'http://10.0.0.5/';
    const on = { ...project, settings: { publicBadge: true, receipts: 'on' } };
    expect(optionsUnder(project, { url }).receipts).toBe('off');
    expect(optionsUnder(on, { url }).receipts).toBe('on');
    expect(optionsUnder(on, { url, receipts: 'off' }).receipts).toBe('off');
    expect(optionsUnder(project, { url, receipts: 'on' }).receipts).toBe('on');
  });

  it('probe for holes where that was asked for, else at the address of which the owner said so', () => {
    const url = 'http://10.0.0.5/';
    const on = { ...project, settings: { probes: 'on' } };
    expect(optionsUnder(project, { url }).probes).toBe('off');
    expect(optionsUnder(on, { url }).probes).toBe('on');
    expect(optionsUnder(on, { url, probes: 'off' }).probes).toBe('off');
    expect(optionsUnder(on, { url: 'https://example.com/' }).probes).toBe('off');
    expect(optionsUnder(project, { url, probes: 'on' }).probes).toBe('on');
  });

  it('take the defaults where the project says nothing', () => {
    const bare = { ...project, origins: [], healingPolicy: {} };
    expect(optionsUnder(bare, { url: 'http://10.0.0.5/' }).healing).toMatchObject({ mode: 'automatic', margin: 0.1 });
  });
});
