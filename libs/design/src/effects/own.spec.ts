import { describe, expect, it } from 'vitest';
import { heading, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import type { Checkpoint } from '../observation.js';
import { nothingShared } from '../page-names.js';
import { ownChecks } from './own.js';

const value = { kind: 'unique' as const, shape: 'name' as const, prefix: 'Alex' };
const draft = { watch: { effects: ['own'] } } as unknown as Draft;

function pairOf(name: Checkpoint['name'], parts: (text: string) => Parameters<typeof snapshot>[1]): CheckpointPair {
  const checkpoint = (text: string): Checkpoint => ({
    name,
    stepKey: 'save',
    before: null,
    page: snapshot('/boats', parts(text)),
    own: [{ value, text }],
  });
  return {
    a: checkpoint('Alex Qwertzui'),
    b: checkpoint('Alex Asdfghjk'),
    draft,
    uniqueValues: ['Alex Qwertzui', 'Alex Asdfghjk'],
    familiar: new Set(),
    shared: nothingShared,
  };
}

describe('what belongs to one carrying-out alone', () => {
  it('is looked for by its value and never by how it was called when it was observed', () => {
    const [check] = ownChecks(pairOf('again', (text) => [heading('Boats'), { tag: 'td', role: 'cell', text }]));
    expect(check?.step.expectation).toEqual({ matcher: 'toContainText', expected: null, value });
    expect(JSON.stringify(check?.step)).not.toMatch(/Qwertzui|Asdfghjk/);
  });

  it('is asserted of the heading where it is the heading', () => {
    const [check] = ownChecks(pairOf('after', (text) => [heading(text)]));
    expect(check?.step.title).toBe('the heading contains a new name');
  });

  it('is not there where only the field still holds what was typed', () =>
    expect(ownChecks(pairOf('after', (text) => [{ tag: 'input', role: 'textbox', text, value: text }]))).toEqual([]));

  it('is gone when its row is not shown, told by the locator that found the row before', () => {
    const pair = pairOf('gone', () => [heading('Boats')]);
    const row = {
      locator: {
        frame: [],
        links: [
          { by: 'role' as const, role: 'row' },
          { by: 'hasText' as const, text: 'Alex', value },
        ],
      },
      fingerprint: { tag: 'tr', role: 'row' },
    };
    const [check] = ownChecks({ ...pair, a: { ...pair.a, row } });
    expect([check?.step.expectation, check?.step.target]).toEqual([{ matcher: 'toBeHidden', expected: true }, row]);
  });
});
