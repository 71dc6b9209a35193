import type { Step, TestCase } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { compareSuites } from './compare-suites.js';
import { mergeTests } from './merge-tests.js';

const goto = (key: string, path: string): Step => ({ key, phase: 'given', title: `open ${path}`, kind: 'goto', path });
const testOf = (steps: Step[], key = 'a'): TestCase => ({
  key,
  title: key,
  designer: 'd',
  priority: 'P1',
  reason: 'r',
  category: 'functional',
  tags: [],
  flow: 'f',
  pages: [],
  steps,
});
const keys = ({ steps }: TestCase): string[] => steps.map(({ key }) => key);

describe('merging a newly generated test into the kept one', () => {
  const base = testOf([goto('1', '/a'), goto('2', '/b')]);

  it('takes what only generating changed, and keeps what only a person changed', () => {
    const ours = testOf([goto('1', '/a'), goto('2', '/by-hand')]);
    const theirs = testOf([goto('1', '/generated'), goto('2', '/b')]);
    const { test, conflicts } = mergeTests(base, ours, theirs);
    expect(test.steps).toMatchObject([{ path: '/generated' }, { path: '/by-hand' }]);
    expect(conflicts).toEqual([]);
  });
  it('keeps ours where both changed a step, and names it', () => {
    const { test, conflicts } = mergeTests(
      base,
      testOf([goto('1', '/ours'), goto('2', '/b')]),
      testOf([goto('1', '/theirs'), goto('2', '/b')]),
    );
    expect(test.steps[0]).toMatchObject({ path: '/ours' });
    expect(conflicts).toEqual(['1']);
  });
  it('keeps steps added by hand, and puts generated ones after the step they follow', () => {
    const ours = testOf([goto('1', '/a'), goto('hand', '/h'), goto('2', '/b')]);
    const theirs = testOf([goto('1', '/a'), goto('2', '/b'), goto('3', '/c')]);
    expect(keys(mergeTests(base, ours, theirs).test)).toEqual(['1', 'hand', '2', '3']);
  });
  it('leaves out what either side removed, unless the other changed it meanwhile', () => {
    expect(keys(mergeTests(base, testOf([goto('1', '/a')]), base).test)).toEqual(['1']);
    expect(keys(mergeTests(base, base, testOf([goto('2', '/b')])).test)).toEqual(['2']);
    const changed = mergeTests(base, testOf([goto('1', '/a'), goto('2', '/x')]), testOf([goto('1', '/a')]));
    expect(keys(changed.test)).toEqual(['1', '2']);
    expect(changed.conflicts).toEqual(['2']);
  });
});

describe('comparing a suite with one generated anew', () => {
  const kept = testOf([goto('1', '/a')]);
  it('proposes what is new, what is otherwise and what is gone, and nothing that means the same', () => {
    const retitled = testOf([{ ...goto('1', '/a'), title: 'other words' }]);
    const compare = (fresh: TestCase[]) => compareSuites({ kept: [kept], fresh, bases: new Map([['a', kept]]) });
    expect(compare([retitled])).toEqual([]);
    expect(compare([testOf([goto('1', '/z')])])).toMatchObject([{ kind: 'change', testKey: 'a' }]);
    expect(compare([kept, testOf([goto('1', '/n')], 'b')])).toMatchObject([
      { kind: 'add', testKey: 'b', before: null },
    ]);
    expect(compare([])).toMatchObject([{ kind: 'remove', testKey: 'a', after: null }]);
  });
  it('proposes nothing where a person’s change is the only difference', () => {
    const edited = testOf([goto('1', '/by-hand')]);
    expect(compareSuites({ kept: [edited], fresh: [kept], bases: new Map([['a', kept]]) })).toEqual([]);
  });
});
