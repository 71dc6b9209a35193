import type { TestInfo } from '@playwright/test';
import { expect, test, vi } from 'vitest';
import { conclude } from './conclude.js';
import { standardOptions } from './options.js';
import type { Heal, Proposal } from './records.js';
import { createSession } from './session.js';
import type { Store } from './store.js';

const heal: Heal = {
  id: 'h1',
  file: 'a.spec.ts',
  test: 'saves',
  use: `getByText('Save')`,
  old: `getByText('Save')`,
  confidence: 0.99,
  evidence: [],
  at: '2026-01-01T00:00:00.000Z',
  newLocator: { frame: [], links: [{ by: 'text', text: 'Store' }] },
  code: `page.getByText('Store')`,
  newFingerprint: { tag: 'button', text: 'Store' },
  by: 'automatic',
};

function open(info: Partial<TestInfo> & { _steps?: unknown }) {
  const kept = { heals: [] as Heal[], proposals: [] as Proposal[] };
  const saveFingerprints = vi.fn<Store['saveFingerprints']>(() => Promise.resolve());
  const store: Store = {
    readFingerprints: () => ({}),
    saveFingerprints,
    readHeals: () => Promise.resolve(kept.heals),
    readProposals: () => Promise.resolve(kept.proposals),
    change: (work) => Promise.resolve(void Object.assign(kept, work(kept))),
  };
  const testInfo = {
    titlePath: ['a.spec.ts', 'saves'],
    timeout: 30_000,
    status: 'passed',
    expectedStatus: 'passed',
    errors: [],
    annotations: [],
    attach: () => Promise.resolve(),
    ...info,
  } as unknown as TestInfo;
  const options = { ...standardOptions, mode: 'automatic' as const };
  const session = createSession({
    testInfo,
    options,
    actionTimeoutMs: 0,
    store,
    file: 'a.spec.ts',
    tests: {},
    heals: [],
  });
  session.used.push({ heal, fresh: true, checksBefore: 0 });
  return { session, kept, saveFingerprints, annotations: testInfo.annotations };
}

const heldCheck = [{ category: 'expect', endWallTime: 1, steps: [] }];

test('a heal is kept when the whole test passed and something held behind it, and the test says so', async () => {
  const { session, kept, annotations } = open({ _steps: heldCheck });
  await conclude(session);
  expect(kept.heals).toEqual([heal]);
  expect(annotations[0]?.description).toMatch(/^passed after healing/);
});

test('a test in which nothing was checked behind a heal does not pass, and a person is asked', async () => {
  for (const _steps of [[], undefined, [{ category: 'expect', endWallTime: 1, error: {}, steps: [] }]]) {
    const { session, kept } = open({ _steps });
    await expect(conclude(session)).rejects.toThrow(/nothing was checked afterwards/);
    expect(kept).toMatchObject({ heals: [], proposals: [{ id: 'h1', status: 'open' }] });
  }
});

test.each<Partial<TestInfo>>([
  { status: 'failed' },
  { status: 'timedOut' },
  { status: 'failed', expectedStatus: 'failed' },
  { errors: [{ message: 'a soft expectation' }] },
])('nothing is kept of a heal whose test ended as %o', async (info) => {
  const { session, kept, annotations, saveFingerprints } = open({ ...info, _steps: heldCheck } as Partial<TestInfo>);
  session.taken.set('x', { fingerprint: { tag: 'a' }, checksBefore: 0 });
  await conclude(session);
  expect(kept.heals).toEqual([]);
  expect(saveFingerprints).not.toHaveBeenCalled();
  expect(annotations[0]?.description).toMatch(/^failed after healing, which may be a regression/);
});

test('what a test was asked about is answered when it passes, and what was refused stays refused', async () => {
  const { session, kept } = open({});
  session.used.length = 0;
  const { by: _by, ...rest } = heal;
  const asked: Proposal = { ...rest, rule: 'drift.moved', ranking: [], status: 'open' };
  kept.proposals = [asked, { ...asked, id: 'h2', status: 'rejected' }, { ...asked, id: 'h3', test: 'another' }];
  await conclude(session);
  expect(kept.proposals.map(({ id }) => id)).toEqual(['h2', 'h3']);
});
