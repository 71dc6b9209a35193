import { describe, expect, it } from 'vitest';
import { stepTitle } from './step-title.js';

const target = {
  locator: { frame: [], links: [{ by: 'label' as const, text: 'Quantity' }] },
  fingerprint: { tag: 'input', label: 'Quantity' },
};

describe('stepTitle', () => {
  it('says what is open', () =>
    expect(stepTitle({ key: 'goto', phase: 'given', kind: 'goto', path: '/' })).toBe('the start page is open'));
  it('says what is typed', () =>
    expect(stepTitle({ key: 'f', phase: 'when', kind: 'fill', target, value: { kind: 'literal', value: '2' } })).toBe(
      'I fill “Quantity” with “2”',
    ));
  it('calls a select in its label by the label alone, and not by what it offers', () => {
    const fingerprint = { tag: 'select', label: 'State allopendone', name: 'State' };
    const step = { key: 's', phase: 'when' as const, kind: 'select' as const, target: { ...target, fingerprint } };
    expect(stepTitle({ ...step, value: { kind: 'literal', value: 'open' } })).toBe('I choose “open” in “State”');
  });
  it('says what is made anew instead of showing it', () =>
    expect(
      stepTitle({
        key: 'f',
        phase: 'when',
        kind: 'fill',
        target,
        value: { kind: 'unique', shape: 'email', prefix: 'user' },
      }),
    ).toBe('I fill “Quantity” with a new e-mail address'));
  it('names the subject of a check by the label given', () =>
    expect(
      stepTitle(
        { key: 'e', phase: 'then', kind: 'expect', target, expectation: { matcher: 'toHaveText', expected: '€59.80' } },
        '“Total”',
      ),
    ).toBe('“Total” shows “€59.80”'));
});
