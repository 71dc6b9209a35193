import { describe, expect, it } from 'vitest';
import { heading, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared } from '../page-names.js';
import { messageChecks } from './message.js';

const value = { kind: 'remembered' as const, name: 'title' };
const before = snapshot('/mug', [heading('Mug')]);

const pairOf = (part: Parameters<typeof snapshot>[1][number]): CheckpointPair => {
  const page = snapshot('/mug', [heading('Mug'), part], { messages: [part.text ?? ''] });
  const checkpoint = { name: 'after' as const, stepKey: 'click', before, page, own: [{ value, text: 'Mug' }] };
  return {
    a: checkpoint,
    b: checkpoint,
    draft: { watch: { effects: ['message'] } } as unknown as Draft,
    uniqueValues: ['Mug'],
    familiar: new Set(),
    shared: nothingShared,
  };
};

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
});
