import { describe, expect, it } from 'vitest';
import { formPage, model } from '../test/sample-model.js';
import { chainsOf, mostOpenings } from './observe-all.js';
import { planDrafts } from './plan-drafts.js';

const page = (path: string) => formPage(path, [{ label: 'Title', type: 'text', required: true }], 'Save');
const { drafts } = planDrafts(model([page('/books/new'), { ...page('/shelves/new'), path: '/shelves/new' }]), {
  maxTests: 60,
});

describe('the order of observing', () => {
  it('deletes what a form makes right behind the making, by the same hand', () => {
    const chains = chainsOf(drafts, 'forms').map((chain) => chain.map(({ designer }) => designer));
    expect(chains[0]).toEqual(['form-happy', 'record-delete', 'record-change']);
  });

  it('only opens pages when all else is done', () => {
    expect(chainsOf(drafts, 'opening').flat().length).toBeGreaterThan(0);
    expect(chainsOf(drafts, 'forms').flat()).not.toContainEqual(expect.objectContaining({ designer: 'smoke' }));
  });

  it('lets about a third of a suite only open pages, and all of them where there is nothing else', () =>
    expect([mostOpenings(20), mostOpenings(2), mostOpenings(0)]).toEqual([10, 3, Infinity]));
});
