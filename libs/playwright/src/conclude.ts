import type { TestInfo } from '@playwright/test';
import { proposalOf } from './decide-heals.js';
import { keepable } from './mask-values.js';
import { proposalText } from './explain.js';
import { lookFor } from './look-for.js';
import { plainText } from './plain-text.js';
import { noteName } from './note-name.js';
import type { Heal, Proposal, Remembered, TestNote } from './records.js';
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
    if (!found) continue;
    session.proposed.set(use.key, found.proposal);
    const told = testInfo.errors.at(-1);
    if (told) told.message = [told.message, proposalText(found.proposal)].filter(Boolean).join('\n\n');
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

/** Writes what this test changes of heals and proposals; mostly nothing. What a test that passed was asked about is answered. */
async function keep(
  { store, file, test }: Session,
  heals: readonly Heal[],
  passed: boolean,
  asked: readonly Proposal[],
) {
  const isAnswered = (one: Proposal): boolean =>
    passed && one.status === 'open' && one.file === file && one.test === test;
  if (heals.length + asked.length === 0 && !(await store.readProposals()).some(isAnswered)) return;
  await store.change((kept) => ({
    heals: [...without(kept.heals, heals), ...heals],
    proposals: [...without(kept.proposals, [...heals, ...asked]).filter((one) => !isAnswered(one)), ...asked],
  }));
}

const withDoubt = (heal: Heal): Heal => ({ ...heal, evidence: [...heal.evidence, 'nothing was checked afterwards'] });
const words = ({ heal: { old, code } }: UsedHeal): string => `${plainText(old)} → ${code}`;

const afterHealing: Record<TestNote['status'], string> = {
  healed: 'passed after healing',
  dropped: 'failed after healing, which may be a regression',
  asked: 'went on with what is not kept, since a question is open',
  quiet: 'not healed',
};

const statusOf = ({ used, proposed }: Session, isProven: boolean): TestNote['status'] => {
  if (proposed.size > 0) return 'asked';
  return used.length === 0 ? 'quiet' : isProven ? 'healed' : 'dropped';
};

async function tell(session: Session, status: TestNote['status']): Promise<void> {
  const { testInfo, used, proposed, notes } = session;
  const heals = used.map(({ heal }) => heal);
  const note: TestNote = { status, heals, proposals: [...proposed.values()], notes: notes.map(plainText) };
  if (heals.length + note.proposals.length + notes.length === 0) return;
  const annotate = (description: string): void => void testInfo.annotations.push({ type: 'testforge', description });
  for (const one of used) annotate(`${afterHealing[status]}: ${words(one)}`);
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
  // A suite that passed has coped with what it missed.
  if (passed) proposed.clear();
  const fresh = used.filter((one) => one.fresh);
  const held = session.checks();
  const unproven = passed ? fresh.filter(({ checksBefore }) => held <= checksBefore) : [];
  for (const { heal } of unproven) proposed.set(heal.use, proposalOf(withDoubt(heal), 'proof.empty', 'open'));
  const isProven = passed && unproven.length === 0;
  if (isProven && taken.size > 0) await store.saveFingerprints(file, test, usesOf(session));
  const heals = isProven ? fresh.map(({ heal }) => heal) : [];
  await keep(session, heals, isProven, [...proposed.values()]);
  await tell(session, statusOf(session, isProven));
  if (unproven.length > 0)
    throw new Error(
      `TestForge: healed, and nothing was checked afterwards, so nothing shows that it was right: ${unproven.map(words).join('; ')}`,
    );
}
