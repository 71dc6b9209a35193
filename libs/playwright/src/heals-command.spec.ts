import { expect, test } from 'vitest';
import { createAnswers } from './decide-heals.js';
import { runHealsCommand } from './heals-command.js';
import type { Heal, Proposal } from './records.js';
import type { Store } from './store.js';

const proposal: Proposal = {
  id: 'p1',
  file: 'a.spec.ts',
  test: 'saves',
  use: `getByText('Save')`,
  old: `getByText('Save')`,
  confidence: 0.93,
  evidence: ['id, context agree'],
  at: '2026-01-01T00:00:00.000Z',
  newLocator: { frame: [], links: [{ by: 'text', text: 'Store' }] },
  code: `page.getByText('Store')`,
  newFingerprint: { tag: 'button', text: 'Store' },
  rule: 'drift.moved',
  ranking: [],
  status: 'open',
};

function open(kept: { heals: Heal[]; proposals: Proposal[] }) {
  const store: Store = {
    readFingerprints: () => ({}),
    saveFingerprints: () => Promise.resolve(),
    readHeals: () => Promise.resolve(kept.heals),
    readProposals: () => Promise.resolve(kept.proposals),
    change: (work) => Promise.resolve(void Object.assign(kept, work(kept))),
  };
  const answers = createAnswers(store, () => new Date('2026-01-02T00:00:00Z'));
  return (...words: string[]) => runHealsCommand(words, { store, answers });
}

test('an approved proposal is a heal, and one that is rolled back is not proposed as if nothing had been said', async () => {
  const kept = { heals: [] as Heal[], proposals: [proposal] };
  const say = open(kept);
  await say('approve', 'p1');
  expect(kept).toMatchObject({ heals: [{ id: 'p1', by: 'approved', at: '2026-01-02T00:00:00.000Z' }], proposals: [] });
  await say('rollback', 'p1');
  expect(kept).toMatchObject({ heals: [], proposals: [{ id: 'p1', status: 'rejected' }] });
});

test('a rejected proposal stays known, and changing one’s mind is possible', async () => {
  const kept = { heals: [] as Heal[], proposals: [proposal] };
  const say = open(kept);
  await say('reject', 'p1');
  expect(kept.proposals).toMatchObject([{ status: 'rejected' }]);
  expect((await say('list')).lines[0]).toMatch(/^p1 {2}rejected/);
  await say('approve', 'p1');
  expect(kept.heals).toHaveLength(1);
});

test('the same locator that became the same thing in several tests is listed as one question', async () => {
  const twin = { ...proposal, id: 'p2', test: 'saves again' };
  const { lines } = await open({ heals: [], proposals: [proposal, twin] })('list');
  expect(lines.filter((line) => /^p\d/.test(line))).toEqual([
    'p1  waits  a.spec.ts › saves, and 1 more with the same answer',
  ]);
});

test('one answer serves all tests that asked the same, and no other', async () => {
  const twin = { ...proposal, id: 'p2', test: 'saves again' };
  const another = { ...proposal, id: 'p3', code: `page.getByText('Keep')` };
  const kept = { heals: [] as Heal[], proposals: [proposal, twin, another] };
  await open(kept)('approve', 'p1');
  expect(kept).toMatchObject({ heals: [{ id: 'p1' }], proposals: [{ id: 'p3' }] });
  const refused = { heals: [] as Heal[], proposals: [proposal, twin, another] };
  await open(refused)('reject', 'p2');
  expect(refused.proposals.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'open']);
});

test('what was not found cannot be approved, and an unknown id is refused', async () => {
  const { newLocator: _locator, newFingerprint: _fingerprint, code: _code, ...lost } = proposal;
  const say = open({ heals: [], proposals: [lost] });
  await expect(say('approve', 'p1')).rejects.toMatchObject({ kind: 'conflict' });
  await expect(say('rollback', 'p1')).rejects.toMatchObject({ kind: 'notFound' });
});

test('words that are no command get the usage and exit with 2', async () => {
  const say = open({ heals: [], proposals: [] });
  for (const words of [[], ['approve'], ['delete', 'p1'], ['list', 'p1']])
    expect((await say(...words)).exitCode).toBe(2);
  expect(await say('list')).toEqual({ lines: ['Nothing is healed, and nothing waits.'], exitCode: 0 });
});

test('what a page says cannot move the cursor of the terminal that lists it', async () => {
  const { lines } = await open({ heals: [], proposals: [{ ...proposal, evidence: ['a\u001b[2Jb\nc'] }] })('list');
  expect(lines.join('|')).not.toMatch(/\p{Cc}/u);
});
