import { describe, expect, it } from 'vitest';
import { heading, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import type { Checkpoint } from '../observation.js';
import { nothingShared } from '../page-names.js';
import { onceChecks } from './once.js';

const value = { kind: 'unique' as const, shape: 'name' as const, prefix: 'Alex' };
const row = (text: string) => ({ tag: 'tr', role: 'row', text });

function pairOf(rows: (text: string) => Parameters<typeof snapshot>[1], writes = true): CheckpointPair {
  const checkpoint = (text: string): Checkpoint => ({
    name: 'again',
    stepKey: 'load',
    before: null,
    page: snapshot('/boats', [heading('Boats'), ...rows(text)]),
    own: [{ value, text }],
  });
  return {
    a: checkpoint('Alex Qwertzui'),
    b: checkpoint('Alex Asdfghjk'),
    draft: { watch: { writes } } as unknown as Draft,
    uniqueValues: ['Alex Qwertzui', 'Alex Asdfghjk'],
    familiar: new Set(),
    shared: nothingShared,
  };
}

describe('what was made once', () => {
  it('has no second row, told by its own value among others’', () => {
    const [check] = onceChecks(pairOf((text) => [row('Alex Somebody'), row(text)]));
    expect(check?.step).toMatchObject({
      expectation: { matcher: 'toBeHidden', expected: true },
      title: 'a second one of what was made is not shown',
      target: {
        locator: {
          links: [
            { by: 'role', role: 'row' },
            { by: 'hasText', text: 'Alex', value },
            { by: 'nth', index: 1 },
          ],
        },
      },
    });
    expect(JSON.stringify(check?.step)).not.toMatch(/Qwertzui|Asdfghjk/);
  });

  it('may stand there twice where it always does', () =>
    expect(onceChecks(pairOf((text) => [row(text), row(`${text} was added`)]))).toEqual([]));

  it('is no row where only a style says so, which another style would hide', () =>
    expect(onceChecks(pairOf((text) => [{ tag: 'div', classes: ['line'], repeated: true, text }]))).toEqual([]));

  it('is nobody’s where nothing was written', () =>
    expect(onceChecks(pairOf((text) => [row(text)], false))).toEqual([]));
});
