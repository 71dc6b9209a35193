import { describe, expect, it } from 'vitest';
import { button, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared } from '../page-names.js';
import { featureChecks } from './feature.js';

const before = snapshot('/', [button('Show tags')]);
const title = (text: string, name: string) => ({ tag: 'p', text, classes: [name] });

const told = (designer: string, ...parts: Parameters<typeof snapshot>[1]): unknown[] => {
  const page = snapshot('/', [button('Show tags'), ...parts]);
  const seen = { name: 'after' as const, stepKey: 'click', before, page };
  const draft = { designer, watch: { effects: ['feature'] } } as unknown as Draft;
  const pair: CheckpointPair = {
    a: seen,
    b: seen,
    draft,
    uniqueValues: [],
    familiar: new Set(),
    shared: nothingShared,
  };
  return featureChecks(pair).map(({ step }) => step.expectation.foundBy);
};

describe('what a click opened', () => {
  it('is told by the title of the window, though that is no heading', () =>
    expect(told('widgets', title('Existing tags', 'my-dialog-header'))).toEqual(['Existing tags']));

  it('is not told by other texts of it, by what passes, nor in scenarios that open nothing', () => {
    expect(told('widgets', title('programme', 'tag'), title('3 tags', 'dialog-title'))).toEqual([]);
    expect(told('list-detail', title('Existing tags', 'dialog-title'))).toEqual([]);
  });
});

describe('what lies behind an item of a list', () => {
  const kind = '/items/:id/files';
  const shown = (ofKind: Record<string, string[]>): unknown[] => {
    const page = snapshot('/items/2/files', [button('Upload'), button('Delete many')]);
    const seen = { name: 'after' as const, stepKey: 'click', before, page };
    const draft = { designer: 'item-view', watch: { effects: ['feature'], template: kind } } as unknown as Draft;
    const shared = { ...nothingShared, ofKind };
    return featureChecks({ a: seen, b: seen, draft, uniqueValues: [], familiar: new Set(), shared }).map(
      ({ step }) => step.target?.fingerprint.name,
    );
  };

  it('is told by what all pages of its kind show', () => {
    expect(shown({})).toEqual(['Upload', 'Delete many']);
    expect(shown({ [kind]: ['button Upload'] })).toEqual(['Upload']);
  });
});
