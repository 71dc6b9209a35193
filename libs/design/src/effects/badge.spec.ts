import { expect, it } from 'vitest';
import { heading, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared } from '../page-names.js';
import { badgeChecks } from './badge.js';

const inHead = { landmark: 'navigation' };
const number = (text: string, at: number) => ({
  tag: 'button',
  role: 'button',
  text,
  name: `Part ${text}`,
  xpath: `/html[1]/body[1]/nav[1]/button[${at}]`,
  ...inHead,
});

const titles = (...parts: Parameters<typeof snapshot>[1]): string[] => {
  const at = {
    name: 'after' as const,
    stepKey: 'save',
    before: snapshot('/boats', [heading('Boats')]),
    page: snapshot('/boats', [heading('Boats'), ...parts]),
    own: [],
  };
  const draft = { steps: [], watch: { effects: ['badge'], writes: true, mentions: [] } } as unknown as Draft;
  const pair: CheckpointPair = { a: at, b: at, draft, uniqueValues: [], familiar: new Set(), shared: nothingShared };
  return badgeChecks(pair).map(({ step }) => step.title);
};

it('is a small number in the head, and none of those that lead to the parts of a list', () => {
  expect(titles({ tag: 'span', text: '1', classes: ['count'], ...inHead })).toEqual(['the count shows “1”']);
  expect(titles(number('1', 1), number('2', 2), number('3', 3))).toEqual([]);
});
