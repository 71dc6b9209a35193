import { describe, expect, it } from 'vitest';
import { heading, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared } from '../page-names.js';
import { messageChecks } from './message.js';

const value = { kind: 'remembered' as const, name: 'title' };
const before = snapshot('/mug', [heading('Mug')]);

type Part = Parameters<typeof snapshot>[1][number];

const seen = (part: Part) => ({
  name: 'after' as const,
  stepKey: 'click',
  before,
  page: snapshot('/mug', [heading('Mug'), part], { messages: [part.text ?? ''] }),
  own: [{ value, text: 'Mug' }],
});

const pairOf = (part: Part, second = part): CheckpointPair => ({
  a: seen(part),
  b: seen(second),
  draft: { watch: { effects: ['message'] } } as unknown as Draft,
  uniqueValues: ['Mug'],
  familiar: new Set(),
  shared: nothingShared,
});

describe('a message that names what was read off the page', () => {
  it('is found by being a message and by that name, whatever it is called tomorrow', () => {
    const [check] = messageChecks(pairOf({ tag: 'p', role: 'status', classes: ['notice'], text: 'Mug added.' }));
    expect(check?.step.target?.locator.links).toEqual([
      { by: 'role', role: 'status' },
      { by: 'hasText', text: 'Mug', value },
    ]);
    expect(check?.step.title).toBe('“a message with the remembered title” is shown');
  });

  it('is left alone where only its style says that it is one', () =>
    expect(messageChecks(pairOf({ tag: 'p', classes: ['notice'], text: 'Mug added.' }))).toEqual([]));

  it('may be a heading that says that nothing was found', () => {
    const [check] = messageChecks(pairOf({ tag: 'h2', role: 'heading', text: 'No results found', classes: [] }));
    expect(check?.step.expectation.foundBy).toBe('No results found');
  });

  it('is no row in which a nought is part of a word', () => {
    const row = (text: string): CheckpointPair => {
      const part = { tag: 'tr', role: 'row', text };
      const page = snapshot('/mug', [heading('Mug'), part]);
      const at = { ...seen(part), page, own: [] };
      return { ...pairOf(part), a: at, b: at };
    };
    expect(messageChecks(row('Robin guest0@example.com'))).toEqual([]);
    expect(messageChecks(row('0 results'))).toHaveLength(1);
  });
});

describe('a message that tells how long something took', () => {
  const told = (text: string): Part => ({ tag: 'p', role: 'alert', text });

  it.each([
    [
      '1 imported from list in 0.00s, 0 skipped.',
      '1 imported from list in 0.01s, 0 skipped.',
      '1 imported from list in',
    ],
    ['All was read, took 3 ms', 'All was read, took 3 ms', 'All was read,'],
    ['Page was updated 2 minutes ago', 'Page was updated 2 minutes ago', 'Page was updated'],
  ])('is asserted without that: %s', (first, second, rest) => {
    const [check] = messageChecks(pairOf(told(first), told(second)));
    expect(check?.step.expectation).toMatchObject({ matcher: 'toContainText', expected: rest });
  });
});

it('is told by its own words where an earlier one still stands beside it', () => {
  const xpath = '/html[1]/body[1]/div[1]';
  const toast = (text: string, at: number): Part => ({
    tag: 'div',
    text,
    classes: ['toast'],
    xpath: `${xpath}/div[${at}]`,
  });
  const told = (...texts: string[]) => {
    const box: Part = { tag: 'div', role: 'status', text: texts.join(''), xpath };
    return snapshot('/mug', [box, ...texts.map((text, at) => toast(text, at + 1))], { messages: [texts.join('')] });
  };
  const look = {
    ...seen({ tag: 'p' }),
    before: told('Reader added'),
    page: told('Reader added', 'Reader deleted'),
    own: [],
  };
  const checks = messageChecks({ ...pairOf({ tag: 'p' }), a: look, b: look, uniqueValues: [] });
  expect(checks.map(({ step }) => step.expectation.foundBy ?? step.expectation.expected)).toEqual(['Reader deleted']);
});
