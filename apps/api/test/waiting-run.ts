import {
  expectationHash,
  type ExecutionResult,
  type FailureSnapshot,
  type HealingResult,
  type JudgedFailure,
  type PageElement,
  type Step,
  type TestCase,
  type TestResult,
} from '@testforge/core';
import { saveHealings } from '@testforge/healing';
import { buildReport } from '@testforge/reporting';
import { randomUUID } from 'node:crypto';
import type { startApi, Tenant } from './api-under-test.js';
import { outcomeOf, resultOf } from './sample-outcome.js';
import { clicking, lookingFor } from './tenant-things.js';

type Api = Awaited<ReturnType<typeof startApi>>;

const saved: Step = {
  key: 'saved',
  phase: 'then',
  kind: 'expect',
  title: 'it is saved',
  target: {
    locator: { frame: [], links: [{ by: 'testId', testId: 'done' }] },
    fingerprint: { tag: 'p', testId: 'done' },
  },
  expectation: { matcher: 'toHaveText', expected: 'Saved' },
};

/** Clicks “Save”, of which the page knows nothing any more. */
const lostSave: TestCase = ((test) => ({ ...test, steps: [...test.steps, saved] }))(clicking('save', 'Save'));
export const pressStep = 'press';

const button = (name: string, index: number): PageElement => ({
  tag: 'button',
  role: 'button',
  name,
  text: name,
  xpath: `/html[1]/body[1]/button[${index + 1}]`,
  visible: true,
  enabled: true,
  interactive: true,
});

/** The page on which the test failed; “Store” is what healing proposes, “Keep” what is right. */
const page: FailureSnapshot = {
  url: 'http://127.0.0.1:4000/',
  requests: [],
  console: [],
  pageErrors: [],
  page: {
    url: '/',
    title: 'Form',
    elements: ['Store', 'Keep', 'Cancel'].map(button),
    headings: [],
    landmarks: [],
    forms: [],
    links: [],
    lists: [],
    messages: [],
    structureHash: 'form',
    leftOut: 0,
  },
};

const waiting = (test: TestCase): JudgedFailure => {
  const [before, after] = [lookingFor('Save'), lookingFor('Store')];
  return {
    testKey: test.key,
    testTitle: test.title,
    stepKey: pressStep,
    stepTitle: 'I click “Save”',
    verdict: 'drift',
    confidence: 0.9,
    rule: 'drift.moved',
    evidence: [],
    outcome: 'waiting',
    waitingFor: 'approval',
    proven: false,
    expectationHashBefore: expectationHash(test),
    expectationHashAfter: expectationHash(test),
    proposals: [
      {
        testKey: test.key,
        stepKey: pressStep,
        decision: 'ask',
        why: 'only the place agrees',
        confidence: 0.85,
        margin: 0.4,
        oldLocator: before.locator,
        newLocator: after.locator,
        oldFingerprint: before.fingerprint,
        newFingerprint: after.fingerprint,
        ranking: [],
      },
    ],
  };
};

export const executionOf = (results: TestResult[]): ExecutionResult => ({
  schemaVersion: 1,
  results,
  ledger: [],
  sandboxMs: 1,
  durationMs: 1,
});

/** A run that has ended with one test whose repair waits for a person. */
export async function plantWaiting(api: Api, { ctx: tenant, apiKey }: Tenant) {
  const { runs, suites, objects } = api.deps;
  const started = await api.app.inject({
    method: 'POST',
    url: '/api/v1/runs',
    headers: { authorization: `Bearer ${apiKey}` },
    payload: { url: 'http://127.0.0.1:4000/', project: randomUUID() },
  });
  const { id: runId, project } = started.json<{ id: string; project: { id: string } }>();
  const ctx = { ...tenant, runId };
  const [test, failure] = [lostSave, waiting(lostSave)];
  await suites.keep(ctx, { projectId: project.id, runId, reason: 'first run', tests: [test], base: 0 });
  await runs.begin(ctx, runId);
  const put = async (name: string, document: unknown): Promise<string> => {
    const key = `runs/${runId}/documents/${name}.json`;
    await objects.put(ctx, key, JSON.stringify(document), { contentType: 'application/json' });
    return key;
  };
  const { stepKey, stepTitle } = failure;
  const result: TestResult = {
    ...resultOf(test.key),
    status: 'failed',
    failure: { stepKey, stepTitle, message: 'Timeout', snapshot: await put('snapshot', page) },
  };
  await runs.recordResult(ctx, runId, 'kept', result);
  const healing: HealingResult = { schemaVersion: 1, failures: [failure], durationMs: 1 };
  await runs.stageStarted(ctx, runId, 'healing');
  await runs.stageEnded(ctx, runId, 'healing', 'done', await put('healing', healing));
  await saveHealings(ctx, api.db, runId, healing.failures);
  const run = await runs.get(ctx, runId);
  const report = buildReport({
    run,
    mode: 'kept',
    suite: { version: 1, tests: [test] },
    model: null,
    plan: {
      schemaVersion: 1,
      url: run.url,
      tests: [test],
      designed: 1,
      leftOut: [],
      findings: [],
      ledger: [],
      durationMs: 1,
    },
    execution: executionOf([result]),
    healing,
    trouble: null,
    stagesMs: {},
    now: new Date(),
  });
  await objects.put(ctx, `runs/${runId}/report/report.json`, JSON.stringify(report), {
    contentType: 'application/json',
  });
  await runs.end(ctx, runId, 'waiting', { ...outcomeOf(runId), status: 'waiting' });
  return { ctx, runId, projectId: project.id, test };
}
export type WaitingRun = Awaited<ReturnType<typeof plantWaiting>>;
