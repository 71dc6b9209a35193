import { expect, test } from 'vitest';
import type { TestNote } from './records.js';
import { summaryLines, type ToldTest } from './reporter.js';

const told = (title: string, note: Partial<TestNote>): ToldTest => ({
  file: 'a.spec.ts',
  title,
  outcome: 'passed',
  note: { status: 'quiet', heals: [], proposals: [], notes: [], ...note },
});
const proposal = {
  id: 'p1',
  file: 'a.spec.ts',
  test: 'saves',
  use: 'x',
  old: 'x',
  confidence: 0.9,
  evidence: [],
  at: '2026-01-01T00:00:00.000Z',
  rule: 'drift.moved',
  ranking: [],
  status: 'open' as const,
};

test('a run in which nothing was lost prints nothing', () => {
  expect(summaryLines([])).toEqual([]);
  expect(summaryLines([told('saves', { notes: ['not remembered: …'] })])).toEqual([]);
});

test('a test that passed after healing is named, and so is one that failed after it', () => {
  const lines = summaryLines([told('saves', { status: 'healed' }), told('pays', { status: 'dropped' })]).join('\n');
  expect(lines).toMatch(/1 test passed after healing\n {4}saves/);
  expect(lines).toMatch(/1 test failed after healing: maybe a regression.*\n {4}pays/);
});

test('what waits is counted apart from what is lost, and what was rejected is neither', () => {
  const lines = summaryLines([
    told('a', {
      proposals: [
        { ...proposal, code: 'page.y' },
        { ...proposal, code: 'page.z', status: 'rejected' },
      ],
    }),
    told('b', { proposals: [proposal] }),
  ]).join('\n');
  expect(lines).toMatch(/1 proposal waits/);
  expect(lines).toMatch(/1 element was lost/);
});
