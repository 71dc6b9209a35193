import { describe, expect, it } from 'vitest';
import { heading, link, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared } from '../page-names.js';
import { rowChecks } from './row.js';

const before = snapshot('/pages/locked', [heading('Locked pages')]);
const draft = { watch: { effects: ['row'], mentions: ['Locked pages'] } } as unknown as Draft;

const rowsOf = (path: string, parts: Parameters<typeof snapshot>[1]): unknown[] => {
  const seen = { name: 'after' as const, stepKey: 'click', before, page: snapshot(path, parts) };
  const pair: CheckpointPair = {
    a: seen,
    b: seen,
    draft,
    uniqueValues: [],
    familiar: new Set(),
    shared: nothingShared,
  };
  return rowChecks(pair).map(({ step }) => step.target?.fingerprint.role);
};

describe('what a scenario is about', () => {
  it('stands in the list that it led to', () =>
    expect(rowsOf('/basket', [heading('Basket'), link('Locked pages', '/pages/locked')])).toEqual(['link']));

  it('is not told by the heading of the same page, whatever its address asks for now', () => {
    expect(rowsOf('/pages/locked?from=2031', [heading('Locked pages')])).toEqual([]);
    expect(rowsOf('/pages/locked?from=2031', [heading('Locked pages'), link('Locked pages', '/x')])).toEqual(['link']);
  });
});
