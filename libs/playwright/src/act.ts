import { toLocator } from '@testforge/browser';
import { isLost, optionsOf } from './actions.js';
import { carryOut, carryOutWithin, limitOf, type Call } from './call.js';
import { explain, proposalWords } from './explain.js';
import { healOf } from './decide-heals.js';
import type { Use } from './name-use.js';
import type { Heal, Remembered } from './records.js';
import { lookFor } from './look-for.js';
import type { Session } from './session.js';
import { takeFingerprint } from './take-fingerprint.js';

const messageOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);

/** Takes the fingerprint of what is about to be used, before the action can change it. Whatever goes wrong is the action's to tell. */
async function remember(session: Session, { locator }: Call, { key, text }: Use): Promise<void> {
  try {
    const fingerprint = await takeFingerprint(locator);
    if (fingerprint) session.taken.set(key, { fingerprint, checksBefore: session.checks() });
    else session.notes.push(`not remembered, since it is no control and says nothing: ${text}`);
  } catch (error) {
    session.notes.push(`not remembered: ${text}: ${messageOf(error)}`);
  }
}

/** What a person or an earlier run put in the place of this use. */
const healFor = ({ heals, file, test, options }: Session, { key }: Use): Heal | undefined =>
  options.mode === 'never'
    ? undefined
    : heals.find((heal) => heal.use === key && heal.file === file && heal.test === test);

async function goOnHealed(session: Session, call: Call, heal: Heal, fresh: boolean): Promise<unknown> {
  const checksBefore = session.checks();
  try {
    const result = await carryOut(call, toLocator(call.locator.page(), heal.newLocator));
    session.used.push({ heal, fresh, checksBefore });
    return result;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw explain(error, [
      `${heal.old} was healed to ${heal.code}, which could not be used.`,
      ...(fresh ? [] : [`Take the heal back: npx testforge-heals rollback ${heal.id}`]),
    ]);
  }
}

/** Whether what may be found now could be gone on with, so that it is worth looking before the test's time is over. */
function mayGoOn({ options: { mode }, testInfo, heals }: Session, { steady, text }: Use, kept?: Remembered): boolean {
  if (!kept || !steady || testInfo.retry > 0 || mode === 'never') return false;
  return mode === 'automatic' || heals.some(({ old, by }) => old === text && by === 'approved');
}

async function afterLoss(session: Session, call: Call, use: Use, error: Error, cutShort: boolean): Promise<unknown> {
  const kept = session.rememberedOf(use.key);
  const proposal = await lookFor(session, call, use, error.message);
  if (proposal && proposal.goOn && mayGoOn(session, use, kept)) {
    const heal = healOf(proposal.proposal, proposal.goOn, proposal.proposal.at);
    if (heal) return goOnHealed(session, call, heal, true);
  }
  // The element may still come; what was found is told only when the suite itself gives up.
  if (cutShort) return carryOut(call, call.locator);
  if (!proposal) throw error;
  session.proposed.set(use.key, proposal.proposal);
  throw explain(error, proposalWords(proposal.proposal));
}

/** Carries out an action of a test: as it is where its element is there, else by what is known of the element. */
export async function act(session: Session, call: Call): Promise<unknown> {
  const { action, locator, args } = call;
  if (optionsOf(action, args).trial) return carryOut(call, locator);
  const use = session.nameUse(String(locator));
  if (action.types && typeof args[0] === 'string') session.typed.push(args[0]);
  const heal = healFor(session, use);
  if (heal) return goOnHealed(session, call, heal, false);
  const kept = session.rememberedOf(use.key);
  if (kept) session.uses.set(use.key, kept);
  const { remember: wanted } = session.options;
  if (wanted === 'all' || (wanted === 'new' && !kept)) await remember(session, call, use);

  const cutShort = mayGoOn(session, use, kept) && limitOf(call, session.actionTimeoutMs) === 0;
  const underWay = { call, use };
  session.pending.add(underWay);
  try {
    return await (cutShort ? carryOutWithin(call, session.patienceMs()) : carryOut(call, locator));
  } catch (error) {
    if (!isLost(error) || locator.page().isClosed()) throw error;
    return await afterLoss(session, call, use, error, cutShort);
  } finally {
    session.pending.delete(underWay);
  }
}
