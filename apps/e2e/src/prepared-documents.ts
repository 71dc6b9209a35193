import {
  expectationHash,
  type AppModel,
  type ExecutionResult,
  type FailureSnapshot,
  type Finding,
  type Fingerprint,
  type HealingProposal,
  type HealingResult,
  type JudgedFailure,
  type PageSnapshot,
  type RunOutcome,
  type TestCase,
  type TestPlan,
  type TestResult,
} from '@testforge/core';
import { emailField, logInButton, preparedTests } from './prepared-tests.js';
import type { ShopPicture } from './shop-pictures.js';

/** What the stages of two runs of the sample shop would have left: release 1 passed, release 2 drifted and broke. */

const snapshotOf = ({ path, title }: ShopPicture, elements: Fingerprint[]): PageSnapshot => ({
  url: path,
  title,
  elements: elements.map((element) => ({ ...element, interactive: true })),
  headings: [],
  landmarks: [],
  forms: [],
  links: [],
  lists: [],
  messages: [],
  structureHash: path,
  leftOut: 0,
});

/** The page as it was when a step failed on it. */
export const failedOn = (picture: ShopPicture, elements: Fingerprint[]): FailureSnapshot => ({
  url: picture.path,
  page: snapshotOf(picture, elements),
  requests: [],
  console: [],
  pageErrors: [],
});

export const findings: Finding[] = [
  {
    key: 'contrast',
    kind: 'accessibility',
    severity: 'serious',
    title: 'Text of the banner is hard to read: contrast 3.1 where 4.5 is needed',
    url: '/',
    evidence: { rule: 'color-contrast', selector: '.banner' },
  },
  {
    key: 'dead-terms',
    kind: 'dead_link',
    severity: 'moderate',
    title: 'The link “Terms of sale” leads to a page that is not there',
    url: '/terms',
    evidence: { status: 404, from: '/about' },
  },
];

/** What exploring found, with the pictures where `keyOf` says that they lie. */
export function modelOf(pictures: readonly ShopPicture[], keyOf: (index: number) => string): AppModel {
  const remembered: Record<string, Fingerprint> = { '/contact': emailField, '/log-in': logInButton };
  return {
    schemaVersion: 1,
    url: 'http://shop.test',
    origins: [],
    proposedOrigins: [],
    interaction: 'write',
    states: pictures.map((picture, index) => {
      const element = remembered[picture.path];
      return {
        key: `state-${index}`,
        template: picture.path,
        path: picture.path,
        samples: [picture.path],
        depth: index === 0 ? 0 : 1,
        status: 200,
        reach: [],
        snapshot: snapshotOf(picture, element ? [withBox(element, picture)] : []),
        locators: {},
        requests: [],
        screenshot: keyOf(index),
        loadMs: 120,
      };
    }),
    findings,
    ledger: [],
    coverage: { templates: pictures.length, states: pictures.length, forms: 4, flows: 5 },
    notVisited: [],
    durationMs: 19_000,
  };
}

export const withBox = (element: Fingerprint, { box }: ShopPicture): Fingerprint =>
  box ? { ...element, box } : element;

const stepTime = 180;
const resultOf = (test: TestCase, failure?: TestResult['failure']): TestResult => ({
  key: test.key,
  title: test.title,
  status: failure ? 'failed' : 'passed',
  attempts: failure ? 2 : 1,
  durationMs: 900 + test.steps.length * stepTime + (failure ? 5000 : 0),
  steps: test.steps.map(({ title }) => ({ title, durationMs: stepTime, ok: true })),
  ...(failure ? { failure } : {}),
});

const find = (key: string): TestCase => {
  const test = preparedTests.find((each) => each.key === key);
  if (!test) throw new Error(`there is no prepared test ${key}`);
  return test;
};

interface Failing {
  key: string;
  step: number;
  message: string;
  screenshot: string;
  /** Where the page of the failure is kept. */
  snapshot?: string;
  judged: Pick<JudgedFailure, 'verdict' | 'rule' | 'evidence' | 'outcome'> & Partial<JudgedFailure>;
}

/** Results of release 2 and what was made of them. */
export function outcomeOf(failing: readonly Failing[]): { results: TestResult[]; healing: HealingResult } {
  const results = preparedTests.map((test) => {
    const failed = failing.find(({ key }) => key === test.key);
    const step = failed && test.steps[failed.step];
    if (!failed || !step) return resultOf(test);
    const { message, screenshot, snapshot, judged } = failed;
    const { expected, actual } = judged;
    return resultOf(test, {
      stepKey: step.key,
      stepTitle: step.title,
      message,
      screenshot,
      ...(snapshot === undefined ? {} : { snapshot }),
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
    });
  });
  const failures = failing.map(({ key, step, screenshot, judged }): JudgedFailure => {
    const test = find(key);
    const hash = expectationHash(test);
    return {
      testKey: key,
      testTitle: test.title,
      stepKey: test.steps[step]?.key ?? null,
      stepTitle: test.steps[step]?.title ?? '',
      confidence: 0.9,
      proposals: [],
      proven: false,
      expectationHashBefore: hash,
      expectationHashAfter: hash,
      screenshot,
      ...judged,
    };
  });
  return { results, healing: { schemaVersion: 1, failures, durationMs: 41_000 } };
}

/** A repair of one step: the element as it was remembered, and what is in its place. */
export function proposalOf(
  { testKey, stepKey }: Pick<HealingProposal, 'testKey' | 'stepKey'>,
  before: Fingerprint,
  after: Fingerprint,
  { decision, confidence, why }: Pick<HealingProposal, 'decision' | 'confidence' | 'why'>,
): HealingProposal {
  const byRole = ({ role = '', name = '' }: Fingerprint) => ({
    frame: [],
    links: [{ by: 'role' as const, role, name, exact: true }],
  });
  return {
    testKey,
    stepKey,
    decision,
    why,
    confidence,
    margin: 0.4,
    oldLocator: byRole(before),
    newLocator: byRole(after),
    oldFingerprint: before,
    newFingerprint: after,
    ranking: [],
  };
}

export const passed = (): TestResult[] => preparedTests.map((test) => resultOf(test));

export const noLinks: RunOutcome['links'] = { dashboard: null, report: null, share: null };
export const stagesMs = {
  discovery: 19_400,
  design: 38_200,
  scriptgen: 9_800,
  execution: 31_500,
  healing: 0,
  reporting: 240,
};
export const planOf = (url: string): TestPlan => ({
  schemaVersion: 1,
  url,
  tests: preparedTests,
  designed: preparedTests.length + 1,
  leftOut: [
    { key: 'smoke--visitors', title: 'The counter of visitors is shown', reason: 'it was different at each look' },
  ],
  findings: [],
  ledger: [],
  durationMs: 38_200,
});
export const executionOf = (results: TestResult[]): ExecutionResult => ({
  schemaVersion: 1,
  results,
  ledger: [
    { stage: 'execution', method: 'POST', urlTemplate: '/cart/items', status: 303 },
    { stage: 'execution', method: 'POST', urlTemplate: '/contact', status: 303 },
  ],
  sandboxMs: 31_500,
  durationMs: 31_500,
});

/** How a run ended of which nothing else is known any more. */
export const historic = (id: string, tests: RunOutcome['tests']): RunOutcome => ({
  id,
  status: tests.failed ? 'failed' : 'passed',
  tests,
  verdicts: { drift: 0, regression: tests.failed, flake: 0, environment: 0 },
  findings: 0,
  healings: { proposed: 0, applied: 0, proven: 0, asked: 0 },
  expectationsChanged: 0,
  coverage: { templates: 5, states: 5, forms: 4, flows: 5 },
  stagesMs,
  regressions: [],
  links: noLinks,
});
