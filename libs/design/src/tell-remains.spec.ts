import type { LedgerEntry } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { formPage, model } from '../test/sample-model.js';
import { planDrafts } from './plan-drafts.js';
import { tellRemains } from './tell-remains.js';

const { drafts } = planDrafts(model([formPage('/books/new', [{ label: 'Title', type: 'text' }], 'Save')]), {
  maxTests: 60,
});
const wrote = (method: string, urlTemplate: string, status: number | null = 302): LedgerEntry => ({
  stage: 'design',
  method,
  urlTemplate,
  status,
});
const remains = (designer: string, ledger: LedgerEntry[], isKept = true) => {
  const draft = drafts.find((each) => each.designer === designer);
  if (draft === undefined) throw new Error('There is a draft.');
  const outcome = { key: draft.key, added: isKept ? [] : null, findings: [], ledger, durationMs: 1 };
  return tellRemains(draft, outcome).map(({ created, cleanedUp }) => [created, cleanedUp]);
};

describe('what is left in the app', () => {
  it('is told with what was made', () =>
    expect(remains('form-happy', [wrote('POST', 'stats.test/hit'), wrote('POST', '/books')])).toEqual([
      [undefined, undefined],
      ['title', false],
    ]));

  it('is nothing where the scenario was seen to delete what it made', () => {
    const both = [wrote('POST', '/books'), wrote('POST', '/books/:id/delete')];
    expect(remains('record-delete', both)).toEqual([
      ['title', true],
      [undefined, undefined],
    ]);
    expect(remains('record-delete', both, false)[0]).toEqual(['title', false]);
  });

  it('is nothing where the app refused', () =>
    expect(remains('form-happy', [wrote('POST', '/books', 422)])).toEqual([[undefined, undefined]]));
});
