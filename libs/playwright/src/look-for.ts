import type { Fingerprint } from '@testforge/core';
import type { Call } from './call.js';
import { keepable, withoutTyped } from './mask-values.js';
import { idOf, type Use } from './name-use.js';
import type { Heal, Proposal } from './records.js';
import type { Finding } from './search-target.js';
import type { Session } from './session.js';

/** What was found for a lost element, and by whose word the test may go on with it, if at all. */
export interface Found {
  proposal: Proposal;
  goOn: Heal['by'] | null;
}

async function attachSnapshot({ testInfo, typed }: Session, { snapshot }: Finding): Promise<void> {
  const { page } = snapshot;
  const elements = page.elements.map(({ value: _value, ...element }) => element);
  const body = JSON.stringify(withoutTyped({ ...page, elements, url: page.url.replace(/[?#].*$/s, '') }, typed));
  await testInfo.attach('testforge-snapshot', { body, contentType: 'application/json' });
}

const statusOf = (before: readonly Proposal[], id: string, code: string | undefined): Proposal['status'] =>
  before.some((one) => one.id === id && one.status === 'rejected' && one.code === code) ? 'rejected' : 'open';

function toProposal(session: Session, { key, text }: Use, finding: Finding, before: readonly Proposal[]): Proposal {
  const { file, test, typed } = session;
  const id = idOf(file, test, key);
  const { rule, evidence, confidence, ranking, newLocator, code, newFingerprint } = finding;
  const kept = (fingerprint: Fingerprint): Fingerprint => keepable(fingerprint, typed, text);
  const old = session.rememberedOf(key)?.fingerprint;
  return {
    id,
    file,
    test,
    use: key,
    old: withoutTyped(text, typed, text),
    confidence,
    evidence: withoutTyped(evidence, typed, text),
    ...(old ? { oldFingerprint: old } : {}),
    at: new Date().toISOString(),
    ...(newLocator && newFingerprint ? { newLocator, code, newFingerprint: kept(newFingerprint) } : {}),
    rule,
    ranking: withoutTyped(ranking, typed, text),
    status: statusOf(before, id, code),
  };
}

function wordFor(session: Session, { text }: Use, finding: Finding, { status, code }: Proposal): Found['goOn'] {
  if (status === 'rejected' || finding.decision === 'none') return null;
  // The same drift of the same locator is answered once; each test still has to pass by itself.
  if (session.heals.some((heal) => heal.by === 'approved' && heal.old === text && heal.code === code))
    return 'approved';
  return session.options.mode === 'automatic' && finding.decision === 'heal' ? 'automatic' : null;
}

/** Looks for what a lost element has become. Null where it is there after all, or the page cannot be read, which is noted. */
export async function lookFor(session: Session, call: Call, use: Use, message: string): Promise<Found | null> {
  try {
    // Loaded only when something broke: with nothing broken the judge costs nothing.
    const { searchTarget } = await import('./search-target.js');
    const { Remembered } = await import('./records.js');
    const finding = await searchTarget({
      title: session.test,
      action: call.action,
      locator: call.locator,
      text: use.text,
      message,
      mode: session.options.mode,
      remembered: Remembered.optional().parse(session.rememberedOf(use.key)),
      others: session.othersThan(use.key),
      onNote: (note) => session.notes.push(note),
    });
    if (!finding) return null;
    await attachSnapshot(session, finding);
    const proposal = toProposal(session, use, finding, await session.store.readProposals());
    return { proposal, goOn: wordFor(session, use, finding, proposal) };
  } catch (error) {
    session.notes.push(`the page could not be looked at: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
