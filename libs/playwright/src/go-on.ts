import { toLocator } from '@testforge/browser';
import { optionsOf } from './actions.js';
import { carryOut, limitOf, type Call } from './call.js';
import { explain } from './explain.js';
import type { Use } from './name-use.js';
import type { Heal } from './records.js';
import type { Session } from './session.js';
import { withoutSteps } from './without-steps.js';

/** What a person or an earlier run put in the place of this use. */
export const healFor = ({ heals, file, test, options }: Session, { key }: Use): Heal | undefined =>
  options.mode === 'never'
    ? undefined
    : heals.find((heal) => heal.use === key && heal.file === file && heal.test === test);

/**
 * Carries the action out where a heal leads.
 * @throws what Playwright throws, with the heal told
 */
export async function goOnHealed(session: Session, call: Call, heal: Heal, fresh: boolean): Promise<unknown> {
  const checksBefore = session.checks();
  try {
    const result = await carryOut(call, toLocator(call.locator.page(), heal.newLocator));
    session.used.push({ heal, fresh, checksBefore });
    return result;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw explain(error, [
      `${heal.old} was healed to ${heal.code}, which could not be used.`,
      ...(fresh ? [] : [`take the heal back: npx testforge-heals rollback ${heal.id}`]),
    ]);
  }
}

/**
 * Whether what may be found could be gone on with, so that it is worth looking before the test's time is over. Not where the call
 * has a time limit of its own: that is how suites try what need not be there.
 */
export function mayGoOn(session: Session, { action, args }: Call, { key, steady, text }: Use): boolean {
  const { options, testInfo, heals } = session;
  if (!session.rememberedOf(key) || !steady || testInfo.retry > 0 || options.mode === 'never') return false;
  if (optionsOf(action, args).timeout !== undefined) return false;
  return options.mode === 'automatic' || heals.some(({ old, by }) => old === text && by === 'approved');
}

/** What the same locator became in another use: just now in this test, or in any other. */
export const siblingOf = ({ heals, used }: Session, { text }: Use): Heal | undefined =>
  [...used.map(({ heal }) => heal), ...heals].find(({ old }) => old === text);

/**
 * Waits for the element and for what the same locator became elsewhere, whichever is there first, so that each further use does not
 * wait its whole limit for what is lost. True where only the other is there; what it is worth is still to be judged.
 */
export async function isOnlyElsewhere(session: Session, call: Call, sibling: Heal): Promise<boolean> {
  const { locator } = call;
  const other = toLocator(locator.page(), sibling.newLocator);
  const timeout = limitOf(call, session.actionTimeoutMs) || session.patienceMs();
  try {
    return await withoutSteps(locator, async () => {
      await locator.or(other).first().waitFor({ state: 'attached', timeout });
      return (await locator.count()) === 0 && (await other.count()) === 1;
    });
  } catch (error) {
    session.notes.push(`neither it nor what it became elsewhere is there: ${error instanceof Error ? error.name : ''}`);
    return false;
  }
}
