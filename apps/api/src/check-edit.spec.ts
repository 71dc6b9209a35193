import type { Step, TestCase } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { checkEdit } from './check-edit.js';

const open = (path: string): Step => ({ kind: 'goto', key: 'open', phase: 'given', title: 'Open', path });
const typePassword: Step = {
  kind: 'fill',
  key: 'password',
  phase: 'when',
  title: 'Password',
  value: { kind: 'credential', name: 'password' },
  target: { locator: { frame: [], links: [{ by: 'label', text: 'Password' }] }, fingerprint: { tag: 'input' } },
};
const testOf = (steps: Step[], setup?: 'shared'): TestCase => ({
  key: 'a',
  title: 'A',
  designer: 'smoke',
  priority: 'P1',
  reason: '',
  category: 'smoke',
  tags: [],
  flow: '',
  pages: [],
  steps,
  ...(setup ? { setup } : {}),
});

describe('an edited test', () => {
  it('may go elsewhere in its app, and type credentials where it logs in or did so before', () => {
    expect(() => checkEdit(testOf([open('/')]), testOf([open('/cart?x=1')]))).not.toThrow();
    expect(() => checkEdit(testOf([open('/')], 'shared'), testOf([open('/'), typePassword], 'shared'))).not.toThrow();
    expect(() => checkEdit(testOf([typePassword]), testOf([open('/a'), typePassword]))).not.toThrow();
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example'])('may not open %s', (path) =>
    expect(() => checkEdit(testOf([open('/')]), testOf([open(path)]))).toThrow('its own app'),
  );

  it('may not begin to type credentials', () =>
    expect(() => checkEdit(testOf([open('/')]), testOf([open('/'), typePassword]))).toThrow(
      'Only the test that logs in',
    ));
});
