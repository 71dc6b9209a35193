import { isLost, optionsOf } from './actions.js';
import { carryOut, carryOutWithin, limitOf, type Call } from './call.js';
import { healOf } from './decide-heals.js';
import { explain, proposalWords } from './explain.js';
import { goOnHealed, healFor, isOnlyElsewhere, mayGoOn, siblingOf } from './go-on.js';
import { lookFor, type Found } from './look-for.js';
import type { Use } from './name-use.js';
import type { Session } from './session.js';

const messageOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);

/** Takes the fingerprint of what is about to be used, before the action can change it. Whatever goes wrong is the action's to tell. */
async function remember(session: Session, { locator }: Call, { key, text }: Use): Promise<void> {
  try {
    // Loaded only where something is new.
    const { takeFingerprint } = await import('./take-fingerprint.js');
    const fingerprint = await takeFingerprint(locator);
    if (fingerprint) session.taken.set(key, { fingerprint, checksBefore: session.checks() });
    else session.notes.push(`not remembered, since it is no control and says nothing: ${text}`);
  } catch (error) {
    session.notes.push(`not remembered: ${text}: ${messageOf(error)}`);
  }
}

/** The suite's own failure, with what was found for the lost element. */
function giveUp(session: Session, use: Use, found: Found | null, error: Error): never {
  if (!found) throw error;
  session.proposed.set(use.key, found.proposal);
  throw explain(error, proposalWords(found.proposal));
}

/** The element may still come; what was found is told only when the suite itself gives up. */
async function waitOn(session: Session, call: Call, use: Use, found: Found | null): Promise<unknown> {
  try {
    return await carryOut(call, call.locator);
  } catch (error) {
    if (!isLost(error)) throw error;
    return giveUp(session, use, found, error);
  }
}

/** @param early whether the suite itself would still wait */
async function afterLoss(session: Session, call: Call, use: Use, error: Error, early: boolean): Promise<unknown> {
  const found = await lookFor(session, call, use, error.message);
  const mayTake = mayGoOn(session, call, use);
  const heal = found?.goOn && mayTake ? healOf(found.proposal, found.goOn, found.proposal.at) : null;
  if (heal) return goOnHealed(session, call, heal, true);
  return early ? waitOn(session, call, use, found) : giveUp(session, use, found, error);
}

/** Carries it out as the suite says, and looks for the element where it is lost. */
async function attempt(session: Session, call: Call, use: Use): Promise<unknown> {
  const mayTake = mayGoOn(session, call, use);
  const sibling = mayTake ? siblingOf(session, use) : undefined;
  if (sibling && (await isOnlyElsewhere(session, call, sibling)))
    return afterLoss(session, call, use, new Error(`waiting for ${use.text}`), true);
  const early = mayTake && limitOf(call, session.actionTimeoutMs) === 0;
  try {
    return await (early ? carryOutWithin(call, session.patienceMs()) : carryOut(call, call.locator));
  } catch (error) {
    if (!isLost(error) || call.locator.page().isClosed()) throw error;
    return await afterLoss(session, call, use, error, early);
  }
}

/** One action of a test: as it is where its element is there, else by what is known of the element. */
export async function act(session: Session, call: Call): Promise<unknown> {
  const { action, locator, args } = call;
  if (optionsOf(action, args).trial || session.isChecking()) return carryOut(call, locator);
  const use = session.nameUse(String(locator));
  if (action.types && typeof args[0] === 'string') session.typed.push(args[0]);
  const kept = session.rememberedOf(use.key);
  if (kept) session.uses.set(use.key, kept);
  const heal = healFor(session, use);
  if (heal) return goOnHealed(session, call, heal, false);
  const { remember: wanted } = session.options;
  if (wanted === 'all' || (wanted === 'new' && !kept)) await remember(session, call, use);

  const underWay = { call, use };
  session.pending.add(underWay);
  try {
    return await attempt(session, call, use);
  } finally {
    session.pending.delete(underWay);
  }
}
