import { describe, expect, it } from 'vitest';
import { mergeExport, type MergeText } from './merge-export.js';

const files = (all: Record<string, string>) => new Map(Object.entries(all));
const joined: MergeText = ({ ours, base, theirs }) => ({ text: `${ours}|${base}|${theirs}`, clean: !/!/.test(theirs) });
const merge = (base: Record<string, string>, ours: Record<string, string>, theirs: Record<string, string>) => {
  const { write, remove, conflicts, kept } = mergeExport(files(base), files(ours), files(theirs), joined);
  return { write: Object.fromEntries(write), remove, conflicts: conflicts.map(({ path }) => path), kept };
};
const nothing = { write: {}, remove: [], conflicts: [], kept: [] };

describe('a project exported over one that a person may have changed', () => {
  it('is written where nothing was', () => {
    expect(merge({}, {}, { a: '1' })).toEqual({ ...nothing, write: { a: '1' } });
  });
  it('takes what only was generated otherwise, and removes what no longer is', () => {
    expect(merge({ a: '1', b: '1' }, { a: '1', b: '1' }, { a: '2' })).toEqual({
      ...nothing,
      write: { a: '2' },
      remove: ['b'],
    });
  });
  it('keeps what only a person changed, removed or added', () => {
    expect(merge({ a: '1', b: '1' }, { a: 'mine', c: 'mine' }, { a: '1', b: '1' })).toEqual({
      ...nothing,
      kept: ['a', 'b'],
    });
  });
  it('leaves alone what both made the same', () => {
    expect(merge({ a: '1' }, { a: '2' }, { a: '2' })).toEqual(nothing);
  });
  it('merges the lines that both changed, and says where they were the same', () => {
    expect(merge({ a: '1', b: '1' }, { a: 'x', b: 'y' }, { a: '2', b: '2!' })).toEqual({
      ...nothing,
      write: { a: 'x|1|2', b: 'y|1|2!' },
      kept: ['a'],
      conflicts: ['b'],
    });
  });
  it.each([
    ['removed, and is generated otherwise now', { a: '1' }, {}, { a: '2' }],
    ['changed, and is no longer generated', { a: '1' }, { a: 'x' }, {}],
    ['had before anything was generated', {}, { a: 'x' }, { a: '1' }],
    ['left with the marks of an earlier merge', { a: '1' }, { a: 'x\n<<<<<<< yours\n' }, { a: '2' }],
  ])('touches nothing that a person %s, and says so', (_what, base, ours, theirs) => {
    expect(merge(base as never, ours as never, theirs as never)).toEqual({ ...nothing, conflicts: ['a'] });
  });
});
