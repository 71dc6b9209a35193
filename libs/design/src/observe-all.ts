import type { Session } from '@testforge/browser';
import type { Draft } from './draft.js';
import { observeDraft } from './observe-draft.js';
import type { DraftOutcome, ObserveInput } from './observation.js';
import { createRoleSessions } from './role-sessions.js';
import { chainsOf, cheapFirst, untilOf, waves, type Wave } from './share-time.js';

export interface ObserveAllDeps {
  /** A session of whoever the input is about. */
  newSession(input: ObserveInput): Session;
  input: ObserveInput;
  emit(event: Record<string, unknown>): void;
}

const nothing = (key: string, reason: string): DraftOutcome => ({
  key,
  added: null,
  reason,
  findings: [],
  ledger: [],
  durationMs: 0,
});

/** How many pages are only opened: about a third of a suite that does more than that. */
export const mostOpenings = (others: number): number => (others === 0 ? Infinity : Math.max(3, Math.ceil(others / 2)));

/** Of pages that are only opened those first that no other kept test is about; the start page before all. */
export function unseenFirst(chains: readonly Draft[][], kept: readonly Draft[]): Draft[][] {
  const seen = new Set(kept.flatMap(({ pages }) => pages));
  const rank = ([draft]: Draft[]): number =>
    draft?.priority === 'P0' ? 0 : draft?.pages.some((page) => seen.has(page)) ? 2 : 1;
  return [...chains].sort((a, b) => rank(a) - rank(b));
}

const formOf = (key: string): string => key.split('--').slice(0, 3).join('--');

/** Whether the same form took something before that it should refuse: the next value would cost two looks for nothing. */
const lacksRefusals = ({ key, designer }: Draft, outcomes: ReadonlyMap<string, DraftOutcome>): boolean =>
  designer === 'boundary' &&
  [...outcomes.values()].some(
    (other) =>
      other.added === null &&
      other.durationMs > 0 &&
      other.key.startsWith('boundary--') &&
      formOf(other.key) === formOf(key),
  );

/** Whether a scenario showed what it had made, so that something can be done with it. */
const showsItsOwn = (outcome: DraftOutcome | undefined): boolean =>
  outcome?.added?.some((step) => step.kind === 'expect' && step.expectation.value !== undefined) ?? false;

/** One scenario may come out otherwise the second time for a reason of its own. */
const witnesses = 3;

const demands = ({ added }: Partial<DraftOutcome>): number =>
  added?.filter(({ kind }) => kind === 'expect').length ?? 0;

/** Lists go on changing while the tests make things: only who gets to see less than before may have been thrown out. */
const isStillInside = (before: DraftOutcome | undefined, again: DraftOutcome): boolean =>
  again.added !== null && demands(again) >= demands(before ?? {});

/** A log-out that ends every session of its user would throw the other tests out. True where one did. */
export async function dropWhatEndsSessions(
  drafts: readonly Draft[],
  outcomes: Map<string, DraftOutcome>,
  observe: (draft: Draft) => Promise<DraftOutcome>,
): Promise<boolean> {
  const ending = drafts.filter(({ key, tags }) => tags.includes('log-out') && outcomes.get(key)?.added);
  const inside = drafts
    .filter(({ key, setup, signedOut, role }) => !setup && !signedOut && !role && outcomes.get(key)?.added)
    .sort((a, b) => Number(a.watch.writes) - Number(b.watch.writes))
    .slice(0, witnesses);
  if (ending.length === 0 || inside.length === 0) return false;
  for (const draft of inside) {
    const again = await observe(draft);
    if (isStillInside(outcomes.get(draft.key), again)) return false;
  }
  for (const { key } of ending)
    outcomes.set(key, nothing(key, 'It ends every session of this user, which would throw the other tests out.'));
  return true;
}

/** Observes every draft, some at a time, until the time is up. The order of the outcomes is that of the drafts. */
export async function observeAll({ newSession, input, emit }: ObserveAllDeps): Promise<DraftOutcome[]> {
  const deadline = performance.now() + input.limits.designMs;
  const outcomes = new Map<string, DraftOutcome>();
  const sessions = createRoleSessions(input, newSession);
  // Where an app ends one session when the next begins, two at once would end each other.
  const parallel = input.logIn?.sharing === 'each' ? 1 : input.limits.parallel;

  const outcomeOf = async (draft: Draft): Promise<DraftOutcome> => {
    if (performance.now() > deadline) return nothing(draft.key, 'The time for designing (designMs) was used up.');
    const kept = input.drafts.filter(({ key }) => outcomes.get(key)?.added);
    const opened = kept.filter(({ designer }) => designer === 'smoke').length;
    if (draft.designer === 'smoke' && opened >= mostOpenings(kept.length - opened))
      return nothing(draft.key, 'Enough tests only open a page; the others say more.');
    const base = draft.watch.follows;
    if (draft.watch.refused === true && base !== undefined && !outcomes.get(base)?.added)
      return nothing(
        draft.key,
        'Its form is not taken when it is filled in well, so a refusal says nothing of one value.',
      );
    if (draft.watch.refused !== true && base !== undefined && outcomes.has(base) && !showsItsOwn(outcomes.get(base)))
      return nothing(draft.key, 'What was made is not shown anywhere, so nothing more can be done with it.');
    if (outcomes.get(draft.watch.insteadOf ?? '')?.added)
      return nothing(draft.key, 'Another test says the same better.');
    if (lacksRefusals(draft, outcomes))
      return nothing(draft.key, 'Its form does not say of other values that it refuses them.');
    if (draft.role !== undefined && input.access.roles?.[draft.role] === undefined)
      return nothing(draft.key, `No log-in was given for the role “${draft.role}”.`);
    return observeDraft(sessions.of(draft), draft);
  };
  const observe = async (draft: Draft): Promise<void> => {
    const outcome = await outcomeOf(draft);
    outcomes.set(draft.key, outcome);
    const { key, title } = draft;
    emit({
      event: 'progress',
      key,
      title,
      kept: outcome.added !== null,
      done: outcomes.size,
      total: input.drafts.length,
    });
  };
  /** Takes drafts on until `until`; gives back those that were not. */
  const all = async (wave: Wave, drafts: readonly Draft[], until: number): Promise<Draft[]> => {
    const kept = input.drafts.filter(({ key }) => outcomes.get(key)?.added);
    const own = chainsOf(drafts, wave);
    const chains = wave === 'opening' ? unseenFirst(own, kept) : own;
    const left: Draft[] = [];
    const work = async (): Promise<void> => {
      for (let chain = chains.shift(); chain !== undefined; chain = chains.shift())
        for (const draft of chain)
          if (performance.now() < until) await observe(draft);
          else left.push(draft);
    };
    await Promise.all(Array.from({ length: parallel }, work));
    return left;
  };
  const waiting = new Set(waves.filter((wave) => chainsOf(input.drafts, wave).length > 0));
  const late: Draft[] = [];
  for (const wave of waves) {
    late.push(...(await all(wave, input.drafts, untilOf(wave, waiting, performance.now(), deadline))));
    waiting.delete(wave);
    const ended =
      wave === 'leaving' &&
      (await dropWhatEndsSessions(input.drafts, outcomes, (draft) => observeDraft(sessions.of(draft), draft)));
    if (ended) sessions.renew();
  }
  const tookOf = (wave: Wave): number[] =>
    chainsOf(input.drafts, wave)
      .flatMap((chain) => chain.map(({ key }) => outcomes.get(key)?.durationMs ?? 0))
      .filter((ms) => ms > 0);
  // What there is no time for then is left out, and says so.
  for (const wave of cheapFirst(tookOf)) await all(wave, late, Infinity);
  return input.drafts.flatMap((draft) => outcomes.get(draft.key) ?? []);
}
