import { stripVTControlCharacters } from 'node:util';
import { performLogIn, type Session } from '@testforge/browser';
import { isAppError, type Finding, type LedgerEntry, type Step } from '@testforge/core';
import type { BrowserContext, Page } from 'playwright';
import { carryOut, type CarriedOut, type CarryOutOptions } from './carry-out.js';
import { leansOn, tidy } from './checkpoint-pair.js';
import { chooseChecks, proposeChecks } from './derive-expectations.js';
import type { Draft } from './draft.js';
import { holdingLive } from './holds-live.js';
import type { Check, DraftOutcome, ObserveInput } from './observation.js';
import { shiftClock } from './shift-clock.js';
import { createNames } from './slug.js';
import type { FurtherLook } from './seek-further.js';
import { announceLeaving, watchTraffic } from './watch-traffic.js';
import { tells } from './tells-outcome.js';

export interface ObserveDeps {
  session: Session;
  input: ObserveInput;
}

/** The second look is taken so much later, as far as the page can tell: what its scripts say of today differs. */
const laterMs = 35 * 24 * 60 * 60 * 1000;

/** How many of a checkpoint's proposals are tried on the open page. */
const triedLive = 12;
const triedContent = 20;

/**
 * What the app would not take: what was entered, or what was changed afterwards; or what more it asked for did not end, or
 * broke in what was only looked at beside. */
type Refused = 'entered' | 'changed' | 'unended' | 'beside';
type Trouble = { trouble: string; refused?: Refused | undefined };
type Attempt = { done: CarriedOut } | Trouble;
interface Records {
  findings: Finding[];
  ledger: LedgerEntry[];
}

const refusals: Record<string, Refused> = {
  'design.refused': 'entered',
  'design.change_refused': 'changed',
  'design.stuck': 'unended',
};

const firstLine = (error: unknown): string =>
  stripVTControlCharacters(error instanceof Error ? error.message : String(error))
    .split('\n')[0]
    ?.slice(0, 200) ?? '';

/** Carries a draft out once in a clean context; what the network and the scripts did is added to `records`. */
async function attempt(
  { session, input }: ObserveDeps,
  records: Records,
  draft: Draft,
  later: boolean,
  options: (page: Page) => Pick<CarryOutOptions, 'further' | 'onCheckpoint'>,
): Promise<Attempt> {
  const opened = await openContext(session, draft);
  if ('trouble' in opened) return opened;
  try {
    if (later) await opened.context.addInitScript(shiftClock, laterMs);
    await announceLeaving(opened.context);
    const page = await opened.context.newPage();
    const traffic = watchTraffic(page, { origins: input.origins, known: input.knownFaults });
    const tried = await carryOut(page, {
      draft,
      access: input.access,
      logIn: input.logIn,
      ...options(page),
      ...input.limits,
      onActing: () => (traffic.acting = true),
    }).then(
      (done): Attempt => ({ done }),
      (error: unknown): Attempt => ({
        trouble: firstLine(error),
        refused: isAppError(error) ? refusals[error.code] : undefined,
      }),
    );
    records.findings.push(...traffic.findings);
    records.ledger.push(...traffic.ledger);
    const fault = traffic.faults[0];
    if (fault === undefined) return tried;
    const { search, news } = draft.watch;
    const refused = search === undefined && news === undefined ? undefined : 'beside';
    return { trouble: `The app is broken there: ${fault.title}`, refused };
  } finally {
    await opened.context.close();
  }
}

/** A context inside the app; outside of it for what a visitor sees, and for the log-in itself. */
async function openContext(
  session: Session,
  { setup, signedOut }: Draft,
): Promise<{ context: BrowserContext } | { trouble: string }> {
  try {
    return { context: await session.newContext({ signedOut: signedOut === true || setup !== undefined }) };
  } catch (error) {
    if (isAppError(error)) return { trouble: firstLine(error) };
    throw error;
  }
}

/** What stands behind the draft's own steps: each checkpoint's checks behind the step that leads to it. */
export function arrange(further: readonly FurtherLook[], checks: readonly Check[]): Step[] {
  const unique = createNames();
  const behind = (name: Check['checkpoint'], afterStep?: string): Step[] => {
    const own = checks.filter(
      (check) => check.checkpoint === name && (afterStep === undefined || check.afterStep === afterStep),
    );
    // As late as can be: the checks before it have waited for what the last action leads to.
    const remembered = new Set<string>();
    const isNew = ({ name: as }: { name: string }): boolean => !remembered.has(as) && remembered.add(as) !== undefined;
    return own
      .flatMap(({ before = [], step }): Step[] => [...before.filter(isNew), step])
      .map((step) => ({ ...step, key: unique(step.key) }));
  };
  const looks = further.map(({ name, steps }) => ({
    steps: steps.map((step) => ({ ...step, key: unique(step.key) })),
    checks: behind(
      name,
      further.some((other) => other.name === name && other.steps !== steps) ? steps.at(-1)?.key : undefined,
    ),
  }));
  // A later look stands on the steps of the earlier ones.
  const telling = looks.slice(0, looks.findLastIndex((look) => look.checks.length > 0) + 1);
  return [...behind('after'), ...telling.flatMap((look) => [...look.steps, ...look.checks])];
}

/** A page that is only opened was seen by exploring; what that saw is the first look. */
function firstLook({ seen }: ObserveInput, { key, steps }: Draft): { done: CarriedOut } | null {
  const [page, step] = [seen[key], steps[0]];
  if (page === undefined || step === undefined || steps.length > 1) return null;
  const checkpoints = [{ name: 'after' as const, stepKey: step.key, before: null, page, own: [] }];
  return { done: { observation: { checkpoints, uniqueValues: [] }, further: [] } };
}

/** The name with which the tests log in: who runs them tomorrow may be somebody else. */
const nameOf = ({ access: { user } }: ObserveInput): string[] => (user !== undefined && user.length > 2 ? [user] : []);

/** Whether something is found by that name. */
const leansOnName = (input: ObserveInput, { steps }: Draft): boolean =>
  steps.some(
    (step) =>
      'target' in step &&
      step.target !== undefined &&
      leansOn(step.target.locator).some((text) => nameOf(input).includes(tidy(text))),
  );

async function observe(deps: ObserveDeps, draft: Draft, records: Records): Promise<{ added: Step[] } | Trouble> {
  if (leansOnName(deps.input, draft))
    return { trouble: 'It goes by the name of the person whose log-in the tests use.' };
  const first = firstLook(deps.input, draft) ?? (await attempt(deps, records, draft, false, () => ({ further: null })));
  if ('trouble' in first) return first;
  const { observation, further } = first.done;
  const held: Check[] = [];
  const again = (page: Page): Pick<CarryOutOptions, 'further' | 'onCheckpoint'> => ({
    further,
    onCheckpoint: async (checkpoint, { uniqueValues }, values) => {
      const same = observation.checkpoints.find(
        ({ name, stepKey }) => name === checkpoint.name && stepKey === checkpoint.stepKey,
      );
      if (same === undefined) return;
      const context = {
        draft,
        familiar: deps.input.familiar,
        shared: deps.input.shared,
        oneSession: deps.input.logIn !== undefined && draft.signedOut !== true,
        uniqueValues: [...observation.uniqueValues, ...uniqueValues, ...nameOf(deps.input)],
      };
      const proposed = proposeChecks(same, checkpoint, context);
      const [content, others] = [true, false].map((is) =>
        proposed.filter(({ effect }) => (effect === 'content') === is),
      );
      for (const check of [...(others ?? []).slice(0, triedLive), ...(content ?? []).slice(0, triedContent)]) {
        const holding = await holdingLive(page, check, values);
        if (holding !== null) held.push(holding);
      }
    },
  });
  let second = await attempt(deps, records, draft, true, again);
  if ('trouble' in second) {
    // A session may not outlive the month; then the clock is left alone.
    held.length = 0;
    second = await attempt(deps, records, draft, false, again);
  }
  if ('trouble' in second) return second;
  const checks = chooseChecks(held, draft);
  const isChain = further.some(({ name }) => name === 'made');
  return !tells(draft, checks, isChain)
    ? { trouble: 'Nothing that tells the outcome from any other was the same twice.' }
    : { added: arrange(further, checks) };
}

/** The same with less of it, where the app refused something; null where there is no less. */
function withLess(draft: Draft, refused: Refused): Draft | null {
  const { instead, plain, alone, record } = draft.watch;
  if (refused === 'unended')
    return alone || record !== 'find' ? null : { ...draft, watch: { ...draft.watch, alone: true } };
  if (refused === 'beside') return { ...draft, watch: { ...draft.watch, search: undefined, news: undefined } };
  if (refused === 'changed') return plain ? null : { ...draft, watch: { ...draft.watch, plain: true } };
  const [steps, ...rest] = instead ?? [];
  return steps === undefined ? null : { ...draft, steps, watch: { ...draft.watch, instead: rest } };
}

/** The draft as designed; where the app refuses what it enters or changes, with less of that. */
async function observeEither(deps: ObserveDeps, draft: Draft, records: Records) {
  if (draft.setup !== undefined) return { seen: await observeLogIn(deps, draft), instead: -1 };
  const ways = draft.watch.instead ?? [];
  let tried: Draft | null = draft;
  let [seen, instead] = [await observe(deps, draft, records), -1];
  while ('trouble' in seen && seen.refused !== undefined) {
    tried = withLess(tried, seen.refused);
    if (tried === null) break;
    instead = ways.indexOf(tried.steps);
    seen = await observe(deps, tried, records);
  }
  return { seen, instead };
}

/** The log-in, twice, each in a clean context. It brings its own check. */
async function observeLogIn(
  { session, input }: ObserveDeps,
  draft: Draft,
): Promise<{ added: Step[] } | { trouble: string }> {
  if (input.logIn === undefined) return { trouble: 'It is not known how to log in.' };
  for (const _time of ['first', 'second']) {
    const opened = await openContext(session, draft);
    if ('trouble' in opened) return opened;
    try {
      await performLogIn(await opened.context.newPage(), input.logIn, input.access, input.limits);
    } catch (error) {
      return { trouble: firstLine(error) };
    } finally {
      await opened.context.close();
    }
  }
  return { added: [] };
}

/** Carries a draft out twice, each time from a clean state, and makes a test of what agreed. Never throws for what the app does. */
export async function observeDraft(deps: ObserveDeps, draft: Draft): Promise<DraftOutcome> {
  const startedAt = performance.now();
  const records: Records = { findings: [], ledger: [] };
  const { seen, instead } = await observeEither(deps, draft, records);
  const rest = { key: draft.key, ...records, durationMs: Math.round(performance.now() - startedAt) };
  return 'added' in seen
    ? { ...rest, added: seen.added, ...(instead < 0 ? {} : { instead }) }
    : { ...rest, added: null, reason: seen.trouble };
}
