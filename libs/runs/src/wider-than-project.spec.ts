import { HealingPolicy } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { widerThan } from './wider-than-project.js';

const project = {
  baseUrl: 'http://10.0.0.5/',
  interaction: 'write' as const,
  origins: ['http://10.0.0.6'],
  healing: HealingPolicy.parse({ mode: 'ask' }),
  settings: { publicBadge: false },
};
const url = 'http://10.0.0.5/start';

describe('what a run asks for beyond its project', () => {
  it.each([
    [{}, []],
    [{ interaction: 'read' as const, healing: { mode: 'never' as const, margin: 0.3, askFrom: 0.95 } }, []],
    [{ interaction: 'write' as const, origins: ['http://10.0.0.6/', 'http://10.0.0.5'] }, []],
    [{ healing: { mode: undefined } }, []],
    [{ interaction: 'disposable' as const }, ['interaction']],
    [{ origins: ['http://10.0.0.6', 'http://10.0.0.7'] }, ['origins']],
    [{ healing: { mode: 'automatic' as const } }, ['healing']],
    [{ healing: { automaticFrom: 0.5 } }, ['healing']],
    [{ healing: { askFrom: 0.5 } }, ['healing']],
    [{ healing: { margin: 0 } }, ['healing']],
    [{ probes: 'off' as const }, []],
    [{ probes: 'on' as const }, ['probes']],
  ])('of %j is %j', (asked, wider) => {
    expect(widerThan(project, { url, ...asked })).toEqual(wider);
  });

  it('holds no probes of its own address where the owner allows them, and those of any other', () => {
    const open = { ...project, settings: { publicBadge: false, probes: 'on' as const } };
    expect(widerThan(open, { url, probes: 'on' })).toEqual([]);
    expect(widerThan(open, { url: 'http://10.0.0.9/', probes: 'on' })).toEqual(['probes']);
  });

  it('is measured on another address by what its kind of address takes', () => {
    expect(widerThan(project, { url: 'https://example.com/', interaction: 'write' })).toEqual(['interaction']);
    expect(widerThan({ ...project, interaction: 'read' }, { url: 'http://10.0.0.9/', interaction: 'write' })).toEqual(
      [],
    );
  });
});
