import type { TestInfo } from '@playwright/test';
import { keepable } from './mask-values.js';
import { lookFor } from './look-for.js';
import { plainText } from './plain-text.js';
import { noteName, type Heal, type Proposal, type Remembered, type TestNote } from './records.js';
import type { Session, UsedHeal } from './session.js';

const hasPassed = ({ status, expectedStatus, errors }: TestInfo): boolean =>
  status === 'passed' && expectedStatus === 'passed' && errors.length === 0;

/**
 * What the test's own time-out ended: an action that waits for ever by its configuration fails only there. To be called while
 * the page is still open.
 */
export async function lookAtUnanswered(session: Session): Promise<void> {
  const { testInfo, pending } = session;
  if (testInfo.status !== 'timedOut') return;
  for (const { call, use } of [...pending]) {
    if (call.locator.page().isClosed()) continue;
    const message = `Timeout ${testInfo.timeout}ms exceeded.\nwaiting for ${use.text}`;
    const found = await lookFor(session, call, use, message);
    if (found) session.proposed.set(use.key, found.proposal);
  }
}

/** What this run used, known and new. */
function usesOf({ uses, taken, typed, checks }: Session): Record<string, Remembered> {
  const held = checks();
  const fresh = [...taken].map(([key, { fingerprint, checksBefore }]): [string, Remembered] => [
    key,
    { checked: held > checksBefore, fingerprint: keepable(fingerprint, typed, key) },
  ]);
  return Object.fromEntries([...uses, ...fresh]);
}

const without = <T extends { id: string }>(all: readonly T[], gone: readonly { id: string }[]): T[] =>
  all.filter((one) => !gone.some(({ id }) => id === one.id));

const keep = (session: Session, heals: readonly Heal[], proposals: readonly Proposal[]): Promise<void> =>
  session.store.change((kept) => ({
    heals: [...without(kept.heals, heals), ...heals],
    proposals: [...without(kept.proposals, [...heals, ...proposals]), ...proposals],
  }));

const words = ({ heal: { old, code } }: UsedHeal): string => `${plainText(old)} → ${code}`;

async function tell(session: Session, status: TestNote['status']): Promise<void> {
  const { testInfo, used, proposed, notes } = session;
  const heals = used.map(({ heal }) => heal);
  const note: TestNote = { status, heals, proposals: [...proposed.values()], notes: notes.map(plainText) };
  if (heals.length + note.proposals.length + notes.length === 0) return;
  const annotate = (description: string): void => void testInfo.annotations.push({ type: 'testforge', description });
  for (const one of used)
    annotate(
      status === 'healed'
        ? `passed after healing: ${words(one)}`
        : `failed after healing, which may be a regression: ${words(one)}`,
    );
  for (const { id, old, code } of note.proposals)
    annotate(code ? `proposed ${id}: ${plainText(old)} → ${code}` : `lost: ${plainText(old)}`);
  await testInfo.attach(noteName, { body: JSON.stringify(note), contentType: 'application/json' });
}

/**
 * The end of a test: what passed is remembered and kept, what failed is told, and nothing is kept of a heal whose test failed.
 * @throws where a fresh heal would make a test pass that checks nothing behind it: nothing has shown it to be right
 */
export async function conclude(session: Session): Promise<void> {
  const { testInfo, used, taken, proposed, store, file, test } = session;
  const passed = hasPassed(testInfo);
  if (passed && taken.size > 0) await store.saveFingerprints(file, test, usesOf(session));
  const fresh = used.filter((one) => one.fresh);
  const held = session.checks();
  const unproven = passed ? fresh.filter(({ checksBefore }) => held <= checksBefore) : [];
  const isProven = passed && unproven.length === 0;
  await keep(session, isProven ? fresh.map(({ heal }) => heal) : [], [...proposed.values()]);
  await tell(session, used.length === 0 ? (proposed.size > 0 ? 'asked' : 'quiet') : isProven ? 'healed' : 'dropped');
  if (unproven.length > 0)
    throw new Error(
      `TestForge: healed, and nothing was checked afterwards, so nothing shows that it was right: ${unproven.map(words).join('; ')}`,
    );
}
