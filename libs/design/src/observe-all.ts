import type { Session } from '@testforge/browser';
import type { Draft } from './draft.js';
import { observeDraft } from './observe-draft.js';
import type { DraftOutcome, ObserveInput } from './observation.js';

export interface ObserveAllDeps {
  newSession(): Session;
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

/** Drafts that need another's outcome, or that may end the session of the others, come after them. */
const waveOf = ({ setup, watch, tags }: Draft): number =>
  setup !== undefined
    ? 0
    : tags.includes('log-out')
      ? 3
      : watch.record === 'change' || watch.record === 'delete'
        ? 2
        : 1;

/** Whether a scenario showed what it had made, so that something can be done with it. */
const showsItsOwn = (outcome: DraftOutcome | undefined): boolean =>
  outcome?.added?.some((step) => step.kind === 'expect' && step.expectation.value !== undefined) ?? false;

/** A log-out that ends every session of its user would throw the other tests out. */
async function dropWhatEndsSessions(
  drafts: readonly Draft[],
  outcomes: Map<string, DraftOutcome>,
  observe: (draft: Draft) => Promise<DraftOutcome>,
): Promise<void> {
  const ending = drafts.filter(({ key, tags }) => tags.includes('log-out') && outcomes.get(key)?.added);
  const inside = drafts.find(
    ({ key, designer, signedOut }) => designer === 'smoke' && !signedOut && outcomes.get(key)?.added,
  );
  if (ending.length === 0 || inside === undefined) return;
  const again = await observe(inside);
  if (JSON.stringify(again.added) === JSON.stringify(outcomes.get(inside.key)?.added)) return;
  for (const { key } of ending)
    outcomes.set(key, nothing(key, 'It ends every session of this user, which would throw the other tests out.'));
}

/** Observes every draft, some at a time, until the time is up. The order of the outcomes is that of the drafts. */
export async function observeAll({ newSession, input, emit }: ObserveAllDeps): Promise<DraftOutcome[]> {
  const deadline = performance.now() + input.limits.designMs;
  const outcomes = new Map<string, DraftOutcome>();
  const session = newSession();
  // Where an app ends one session when the next begins, two at once would end each other.
  const parallel = input.logIn?.sharing === 'each' ? 1 : input.limits.parallel;

  const outcomeOf = async (draft: Draft): Promise<DraftOutcome> => {
    if (performance.now() > deadline) return nothing(draft.key, 'The time for designing (designMs) was used up.');
    const base = draft.watch.follows;
    if (base !== undefined && outcomes.has(base) && !showsItsOwn(outcomes.get(base)))
      return nothing(draft.key, 'What was made is not shown anywhere, so nothing more can be done with it.');
    return observeDraft({ session, input }, draft);
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
  const all = async (drafts: Draft[]): Promise<void> => {
    const work = async (): Promise<void> => {
      for (let draft = drafts.shift(); draft !== undefined; draft = drafts.shift()) await observe(draft);
    };
    await Promise.all(Array.from({ length: parallel }, work));
  };
  for (const wave of [0, 1, 2, 3]) await all(input.drafts.filter((draft) => waveOf(draft) === wave));
  await dropWhatEndsSessions(input.drafts, outcomes, (draft) => observeDraft({ session, input }, draft));
  return input.drafts.flatMap((draft) => outcomes.get(draft.key) ?? []);
}
