import type { HealingProposal, JudgedFailure } from '@testforge/core';
import type { Trial, WeighedTrial } from './effect.js';
import type { HealingState } from './healing-state.js';
import { chosenKey, isSameDrift, lostKey } from './same-drift.js';
import { unproven } from './unproven.js';

/** Each trial is two runs of the test: more of them than this are not worth a heal without a person. */
const trialsAtMost = 4;

const servedBy = 'another test of this run has shown the effect of the same repair';

/** Heals of a state that count only when their effect is shown. */
const doubtful = ({ heals, effects }: HealingState): HealingProposal[] =>
  heals.filter(({ stepKey }) => effects?.steps.includes(stepKey));

/** Repairs of the same drift that another test has shown by their effect: decided once, each test still passes by itself. */
const isShownElsewhere = (heal: HealingProposal, others: readonly HealingState[]): boolean =>
  others.some(({ failure }) =>
    failure?.outcome === 'healed' && failure.proven
      ? failure.proposals.some((other) => other.decision === 'heal' && isSameDrift(heal, other))
      : false,
  );

/** The repairs a state rests on whose effect is not shown yet. */
const repairsInDoubt = (state: HealingState): string[] =>
  doubtful(state).map((heal) => `${lostKey(heal)}/${chosenKey(heal)}`);

/**
 * The tests to be run next. One drift is decided once: of the tests that would try the effect of the very same repairs only
 * the first does, and the others wait for what it shows. Where one of them has ended without showing anything, each tries
 * for itself.
 */
export function choosePioneers(states: readonly HealingState[]): string[] {
  const ended = new Set(states.filter(({ status }) => status === 'done').flatMap(repairsInDoubt));
  const tried = new Set<string>();
  return states.flatMap((state) => {
    if (state.status !== 'proving') return [];
    const stage = state.effects?.stage;
    if (stage !== 'trying' && stage !== 'confirming') return [state.testKey];
    const repairs = repairsInDoubt(state);
    const waits = stage === 'trying' && repairs.every((repair) => tried.has(repair) && !ended.has(repair));
    for (const repair of repairs) tried.add(repair);
    return waits ? [] : [state.testKey];
  });
}

/** What tests that waited for another one's trial make of it: where it has shown the effect, nothing is left to be tried. */
export const endWaiting = (states: readonly HealingState[]): HealingState[] =>
  states.map((state) => {
    if (state.status !== 'proving' || state.effects?.stage !== 'trying') return state;
    const { effects } = state;
    const isOpen = !doubtful(state).every((heal) => isShownElsewhere(heal, states));
    if (isOpen) return state;
    const shown = [...effects.shown, servedBy];
    return { ...state, status: 'done', failure: proven({ ...state, effects: { ...effects, shown } }) };
  });

/** Notes a heal that rests on its effect, with what is to be tried for it. */
export const withTrials = (state: HealingState, stepKey: string, trials: readonly Trial[]): HealingState => ({
  ...state,
  effects: {
    steps: [...(state.effects?.steps ?? []), stepKey],
    left: [...(state.effects?.left ?? []), ...trials],
    stage: 'proving',
    shown: state.effects?.shown ?? [],
  },
});

export type AfterPass = { kind: 'proven' } | { kind: 'try'; state: HealingState } | { kind: 'ask'; why: string };

/**
 * What a clean pass of the healed test leaves to be done. First pass: the trials, one run each. After them the test passes
 * once more, so that a trial cannot have failed for what an earlier run left behind in the app.
 */
export function afterPass(state: HealingState, others: readonly HealingState[]): AfterPass {
  const { effects } = state;
  if (!effects || effects.stage === 'confirming') return { kind: 'proven' };
  const known = new Set(doubtful(state).flatMap((heal) => (isShownElsewhere(heal, others) ? [heal.stepKey] : [])));
  const left = effects.left.filter(({ stepKey }) => !known.has(stepKey));
  if (left.length === 0) return { kind: 'proven' };
  if (left.length > trialsAtMost)
    return { kind: 'ask', why: `its effect would have to be tried in ${left.length * 2} further runs` };
  return { kind: 'try', state: { ...state, effects: { ...effects, left, stage: 'trying' } } };
}

/** The state after a trial that showed something: the same once more, then the next trial, then the last pass. */
export function afterTrial(
  state: HealingState,
  { evidence, failedAt }: Extract<WeighedTrial, { shown: true }>,
): HealingState {
  const effects = state.effects ?? { steps: [], left: [], stage: 'trying' as const, shown: [] };
  const [trial, ...left] = effects.left;
  if (trial && trial.failedAt === undefined)
    return { ...state, effects: { ...effects, left: [{ ...trial, failedAt }, ...left] } };
  const stage = left.length === 0 ? 'confirming' : 'trying';
  return { ...state, effects: { ...effects, left, stage, shown: [...effects.shown, evidence] } };
}

/** The failure of a test that passed from the start with its heals, and showed the effect of those that rest on it. */
export function proven(state: HealingState): JudgedFailure {
  const { heals, effects } = state;
  const proposals = heals.map((heal): HealingProposal =>
    effects?.steps.includes(heal.stepKey)
      ? { ...heal, decision: 'heal', why: `its effect is shown, which answers the doubt that ${heal.why}` }
      : heal,
  );
  const shown = effects?.shown ?? [];
  return {
    ...unproven(state, shown),
    outcome: 'healed',
    waitingFor: undefined,
    question: undefined,
    proven: true,
    proposals,
  };
}

/**
 * The states at the end of a run. Where a test passed with a heal whose effect it could not show by itself (not where its
 * trial met a fault of the app), and another test
 * has shown the effect of the very same repair, it is healed too.
 */
export function serveFromOthers(states: readonly HealingState[]): HealingState[] {
  return states.map((state) => {
    const { effects, failure } = state;
    if (effects?.stage !== 'idle' || failure?.outcome !== 'waiting') return state;
    if (!doubtful(state).every((heal) => isShownElsewhere(heal, states))) return state;
    return { ...state, failure: proven({ ...state, effects: { ...effects, shown: [...effects.shown, servedBy] } }) };
  });
}
