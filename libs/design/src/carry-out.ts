import { collectPage, createStepValues, performLogIn, performStep, settle, toLocator } from '@testforge/browser';
import { asksByPost, AppError, type Access, type LogIn, type PageSnapshot, type Step } from '@testforge/core';
import type { Page, Request } from 'playwright';
import type { Draft } from './draft.js';
import { findRefusal, isHeldBack } from './find-refusal.js';
import { holds, type LiveValues } from './holds-live.js';
import { newThingAt } from './numbered-things.js';
import type { Checkpoint, CheckpointName, Observation } from './observation.js';
import { uniqueValues, type OwnText } from './own-value.js';
import { seekFurther, type FurtherLook, type Hands } from './seek-further.js';

export interface CarryOutOptions {
  draft: Draft;
  access: Access;
  logIn?: LogIn | undefined;
  /** The further looks of the first carrying-out, to be taken again; null to find them out. */
  further: FurtherLook[] | null;
  actionTimeoutMs: number;
  pageTimeoutMs: number;
  /** Called before the draft's last action. */
  onActing?: () => void;
  /** Called at each checkpoint while its page is open. */
  onCheckpoint?: (checkpoint: Checkpoint, observation: Observation, values: LiveValues) => Promise<void>;
}

export interface CarriedOut {
  observation: Observation;
  further: FurtherLook[];
}

const typing: readonly Step['kind'][] = ['fill', 'select', 'check', 'uncheck', 'remember', 'accept'];
/** Looks at what making something led to. */
const making: readonly CheckpointName[] = ['after', 'made'];
const settleTimeoutMs = 3_000;

/** How many of the draft's first steps are those of the log-in. */
const logInLength = ({ steps }: Draft, logIn: LogIn | undefined): number =>
  logIn !== undefined && logIn.steps.every((step, index) => JSON.stringify(steps[index]) === JSON.stringify(step))
    ? logIn.steps.length
    : 0;

/** What the draft itself makes and remembers. */
const ownOf = (draft: Draft): OwnText['value'][] => [
  ...uniqueValues(draft),
  ...draft.steps.flatMap((step) =>
    step.kind === 'remember' ? [{ kind: 'remembered' as const, name: step.name }] : [],
  ),
];

/** Whether the app itself is sent what may make something. */
function writes(request: Request, page: string): boolean {
  const [method, url] = [request.method(), request.url()];
  return (
    !['GET', 'HEAD', 'OPTIONS'].includes(method) &&
    URL.parse(url)?.origin === URL.parse(page)?.origin &&
    (request.isNavigationRequest() || !asksByPost({ method, url, body: request.postData() }))
  );
}

/** Carries a draft out in a page of a clean context. Throws Playwright's error at the step that can't be done. */
export async function carryOut(page: Page, options: CarryOutOptions): Promise<CarriedOut> {
  const { draft, logIn, onCheckpoint } = options;
  const values = createStepValues(options.access);
  const observation: Observation = { checkpoints: [], uniqueValues: [] };
  let posted = false;
  let asked = false;
  let wrote = false;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) posted = request.method() !== 'GET';
    wrote ||= writes(request, page.url());
  });
  let first: PageSnapshot | null = null;
  let ownPath: string | undefined;
  let taken = false;
  page.on('response', (response) => {
    taken ||= response.status() < 400 && writes(response.request(), page.url());
  });
  const look = async (at: Omit<Checkpoint, 'own' | 'stepKey'> & { step: Step; own: OwnText['value'][] }) => {
    const { step, own, ...rest } = at;
    first ??= at.before;
    if (first !== null && making.includes(at.name))
      ownPath = newThingAt(draft.watch.numbered, first, at.page) ?? ownPath;
    const checkpoint: Checkpoint = {
      ...rest,
      stepKey: step.key,
      own: own.map((value) => ({ value, text: values.resolve(value), ...(ownPath && { path: ownPath }) })),
    };
    observation.uniqueValues = values.made();
    observation.checkpoints.push(checkpoint);
    await onCheckpoint?.(checkpoint, observation, values);
  };
  // What the draft itself demands of the outcome stands behind its last action.
  const end = draft.steps.findLastIndex(({ kind }) => kind !== 'expect');
  const last = draft.steps[end];
  const take = async (step: Step): Promise<void> => {
    if (step.kind === 'expect') return demand(page, step, values.resolve, demandMs(options));
    if (step.kind === 'accept') {
      asked = false;
      page.once('dialog', () => (asked = true));
    }
    await performStep(page, step, values, options);
    if (step === last || !typing.includes(step.kind))
      await settle(page, { timeoutMs: settleTimeoutMs, ...(step.kind === 'press' && { quietMs: typedQuietMs }) });
  };
  const hands: Hands = {
    async take(steps) {
      for (const step of steps) await take(step);
      return collectPage(page);
    },
    async tell(candidate) {
      for (const locator of candidate?.locators.slice(0, 12) ?? [])
        if (candidate !== null && (await toLocator(page, locator, values.resolve).count()) === 1)
          return { locator, fingerprint: candidate.fingerprint };
      return null;
    },
    text: values.resolve,
    wasPosted: () => posted,
    wasAsked: () => asked,
    hasWritten: () => {
      const before = wrote;
      wrote = false;
      return before;
    },
  };

  const inside = logInLength(draft, logIn);
  if (logIn !== undefined && inside > 0) await performLogIn(page, logIn, options.access, options);
  for (const step of draft.steps.slice(inside, Math.max(end, inside))) await take(step);
  // What the log-in alone leads to was not there before.
  const isOpening = draft.watch.opening === true || end < inside;
  const before = end > 0 && !isOpening ? await collectPage(page) : null;
  options.onActing?.();
  taken = false;
  for (const step of draft.steps.slice(Math.max(end, inside))) await take(step);
  if (last === undefined) return { observation, further: [] };
  let seen = await collectPage(page);
  const isTaken = before === null || taken || !isHeldBack(before, seen, values.made());
  const refusal = before === null ? null : findRefusal(before, seen, draft.watch.refused);
  judgeRefusal(draft, refusal ?? (isTaken || draft.watch.refused === true ? null : 'it was kept in the form'));
  await look({ name: 'after', step: last, before, page: seen, own: ownOf(draft) });
  const sought = options.further ?? (before === null ? [] : await seekFurther(hands, draft, before, seen));
  for (const { steps, ...rest } of sought) {
    const previous = seen;
    // In the first carrying-out they were taken while they were sought.
    seen = options.further === null ? rest.page : await hands.take(steps);
    await look({ ...rest, step: steps.at(-1) ?? last, before: previous, page: seen });
  }
  return { observation, further: sought };
}

/** A box without a button asks by itself a moment after the last letter. */
const typedQuietMs = 600;

/** Throws where the app refused what it should take, or took what it should refuse. */
function judgeRefusal({ watch }: Draft, refusal: string | null): void {
  if (watch.writes && refusal !== null)
    throw new AppError('invalid', 'design.refused', `The app refused what was entered: “${refusal}”`);
  if (watch.refused === true && refusal === null)
    throw new AppError('invalid', 'design.not_refused', 'The app does not say that it refuses this.');
}

/** The written test waits for its checks as long as a page may take; what is not there in three times an action seldom comes. */
const demandMs = ({ actionTimeoutMs, pageTimeoutMs }: CarryOutOptions): number =>
  Math.max(actionTimeoutMs, Math.min(pageTimeoutMs, actionTimeoutMs * 3));

/** Why a demand does not hold, in words of the page and not of the runner. */
const unmet =
  ({ title }: Step) =>
  (cause: unknown): never => {
    const isTwice = cause instanceof Error && cause.message.includes('strict mode violation');
    const said = isTwice ? `More than one thing is meant by: ${title}.` : `It is not so that ${title}.`;
    throw new AppError('upstream', 'design.demand', said, { cause });
  };

/** A check that the draft itself demands. */
async function demand(
  page: Page,
  step: Extract<Step, { kind: 'expect' }>,
  resolve: Hands['text'],
  timeout: number,
): Promise<void> {
  if (step.target && step.expectation.matcher === 'toBeVisible')
    await toLocator(page, step.target.locator, resolve).waitFor({ timeout }).catch(unmet(step));
  else if (!(await holds(page, step, resolve)))
    throw new AppError('upstream', 'design.demand', `It is not so that ${step.title}.`);
}
