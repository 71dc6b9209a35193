import type { PageForm } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { input, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import { nothingShared } from '../page-names.js';
import { missingChecks } from './missing.js';

const form: PageForm = {
  label: 'new',
  method: 'post',
  action: '/new',
  fields: [
    { element: 0, label: 'Name', type: 'text', required: true },
    { element: 1, label: 'Note', type: 'text', required: false },
  ],
  submits: [],
};
const page = (path: string, value = '') =>
  snapshot(path, [input('Name', 'name', { value }), input('Note', 'note')], { forms: [form] });
const demands = (before: ReturnType<typeof page> | null, after: ReturnType<typeof page>) => {
  const at = { name: 'after' as const, stepKey: 'send', before, page: after };
  const pair = {
    a: at,
    b: at,
    uniqueValues: [],
    familiar: new Set<string>(),
    shared: nothingShared,
  } as unknown as CheckpointPair;
  return missingChecks({ ...pair, draft: { steps: [] } as unknown as CheckpointPair['draft'] }).map(
    ({ step }) => step.title,
  );
};

describe('what a form must not be sent without', () => {
  it('is not taken by the browser, which stays where it was', () =>
    expect(demands(page('/new'), page('/new'))).toEqual(['the browser does not take “Name” as it is']));

  it('is nothing where the form was sent, or the field holds something', () => {
    expect(demands(page('/new'), page('/made'))).toEqual([]);
    expect(demands(null, page('/new'))).toEqual([]);
    expect(demands(page('/new'), page('/new', 'Untitled'))).toEqual([]);
  });
});
