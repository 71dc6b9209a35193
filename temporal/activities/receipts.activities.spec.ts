import { MockActivityEnvironment } from '@temporalio/testing';
import {
  RunOptions,
  type ExecutionResult,
  type ReceiptsResult,
  type TenantContext,
  type TestCase,
  type TestProject,
  type TestResult,
} from '@testforge/core';
import { describe, expect, it, vi } from 'vitest';
import type { DocRef, TestRunInput } from '../contracts.js';
import type { ActivityDeps } from './deps.js';
import { writeDocument } from './documents.js';
import { receiptActivities, weakTestActivities } from './receipts.activities.js';

const input: TestRunInput = { tenantId: 't', runId: 'run', projectId: 'p', requestId: 'r' };
const ctx: TenantContext = { tenantId: 't', runId: 'run', requestId: 'r' };
const url = 'http://127.0.0.1:1/';
const target = {
  locator: { frame: [], links: [{ by: 'css' as const, css: 'button' }] },
  fingerprint: { tag: 'button' },
};

const testOf = (key: string): TestCase => ({
  key,
  title: key,
  designer: 'd',
  priority: 'P1',
  reason: '',
  category: 'functional',
  tags: [],
  flow: '',
  pages: [],
  steps: [
    { key: 'click', phase: 'when', title: 'click', kind: 'click', target },
    {
      key: 'check',
      phase: 'then',
      title: 'check',
      kind: 'expect',
      expectation: { matcher: 'toHaveURL', expected: '/' },
    },
  ],
});
const [strong, weak] = [testOf('strong'), testOf('weak')];
const file = 'tests/a.spec.ts';
const project: TestProject = {
  schemaVersion: 1,
  baseUrl: url,
  files: [{ path: file, content: 'click\ncheck\nclick\ncheck' }],
  tests: [strong, weak].map(({ key, title }) => ({ key, title, file, expectationHash: '' })),
  steps: [strong, weak].flatMap(({ key, steps }, at) =>
    steps.map((step, index) => ({ testKey: key, stepKey: step.key, file, line: 1 + 2 * at + index })),
  ),
  gates: [],
};
const resultOf = (key: string, more: Partial<TestResult> = {}): TestResult => ({
  ...{ key, title: key, status: 'passed', attempts: 1, durationMs: 1, steps: [] },
  ...more,
});
const execution: ExecutionResult = {
  schemaVersion: 1,
  results: [resultOf('strong'), resultOf('weak')],
  ledger: [],
  sandboxMs: 60_000,
  durationMs: 60_000,
};

/** A platform in memory; under perturbation the strong test fails at its check, and the weak one passes. */
function platform() {
  const kept = new Map<string, Buffer>();
  const quiet = { info: () => undefined, warn: () => undefined, child: () => quiet };
  const runs = {
    get: async () => ({ url, interaction: 'write', options: RunOptions.parse({ url }) }),
    stageStarted: vi.fn(async () => undefined),
    stageEnded: vi.fn(async () => undefined),
    recordLedger: vi.fn(async () => undefined),
  };
  const executed: { only: string[]; evidence: boolean; limits: { retries: number; actionTimeoutMs: number } }[] = [];
  const keep = vi.fn(async (_ctx: unknown, _request: { tests: TestCase[] }) => 2);
  const deps = {
    runs,
    suites: { findCurrent: async () => ({ version: 1, tests: [strong, weak] }), keep },
    access: { find: async () => undefined },
    cache: { setJson: async () => undefined },
    log: quiet,
    metrics: { stageSeconds: { startTimer: () => () => undefined } },
    objects: {
      head: async (_: TenantContext, key: string) => (kept.has(key) ? {} : null),
      get: async (_: TenantContext, key: string) => kept.get(key),
      put: async (_: TenantContext, key: string, body: Buffer | string) => void kept.set(key, Buffer.from(body)),
    },
    execution: {
      execute: async (
        _: TenantContext,
        request: (typeof executed)[number] & { onResult(result: TestResult): unknown },
      ) => {
        executed.push(request);
        const failure = { stepKey: 'check', stepTitle: '', message: '' };
        for (const key of request.only)
          await request.onResult(resultOf(key, key.startsWith('strong') ? { status: 'failed', failure } : {}));
        return execution;
      },
    },
  };
  return { deps: deps as unknown as ActivityDeps, objects: deps.objects, kept, runs, executed, keep };
}

async function giveReceipts({ deps, kept }: ReturnType<typeof platform>): Promise<ReceiptsResult> {
  const order = {
    tests: await writeDocument(deps.objects, ctx, 'plan', {
      ...{ schemaVersion: 1, url, tests: [strong, weak], designed: 2, leftOut: [], findings: [], ledger: [] },
      durationMs: 1,
    }),
    project: await writeDocument(deps.objects, ctx, 'project', project),
    execution: await writeDocument(deps.objects, ctx, 'execution', execution),
  };
  const ref: DocRef = await new MockActivityEnvironment().run(() => receiptActivities(deps).giveReceipts(input, order));
  return JSON.parse(String(kept.get(ref.key))) as ReceiptsResult;
}

describe('kill receipts in a run', () => {
  it('tell what each test notices, and record nothing but that and what was written', async () => {
    const whole = platform();
    const { receipts, leftOut } = await giveReceipts(whole);
    expect(receipts.map(({ testKey, verdict }) => [testKey, verdict])).toEqual([
      ['strong', 'kills'],
      ['weak', 'kills_nothing'],
    ]);
    expect(leftOut.map(({ key }) => key)).toEqual(['weak']);
    // Anything else that would be recorded of it is missing in this platform, and would throw.
    expect(whole.runs.stageEnded).toHaveBeenCalledWith(ctx, 'run', 'receipts', 'done', expect.any(String));
    expect(whole.runs.recordLedger).toHaveBeenCalledWith(ctx, 'run', 'receipts', []);
  });

  it('are tried once each, without retries and evidence, waiting a short time', async () => {
    const whole = platform();
    await giveReceipts(whole);
    for (const { evidence, limits } of whole.executed)
      expect([evidence, limits.retries, limits.actionTimeoutMs]).toEqual([false, 0, 1_000]);
    const tried = whole.executed.flatMap(({ only }) => only);
    expect(new Set(tried).size).toBe(tried.length);
    const before = whole.executed.length;
    await giveReceipts(whole);
    expect(whole.executed).toHaveLength(before);
  });

  it('leave a version of the suite without the tests that notice nothing', async () => {
    const whole = platform();
    const found = await giveReceipts(whole);
    const receipts = await writeDocument(whole.deps.objects, ctx, 'receipts', found);
    await new MockActivityEnvironment().run(weakTestActivities(whole.deps).leaveOutWeak, input, { receipts });
    expect(whole.keep).toHaveBeenCalledTimes(1);
    expect(whole.keep.mock.calls[0]?.[1]).toMatchObject({
      reason: 'kill receipts',
      base: 1,
      tests: [{ key: 'strong' }],
    });
  });
});
