import type { LedgerEntry, StepLocation, TenantContext, TestFailure, TestProject, TestResult } from '@testforge/core';
import { artifactPrefix, runIdOf } from './artifact-prefix.js';
import { keepArtifacts, type ArtifactStore } from './keep-artifacts.js';
import { ledgerOf } from './ledger.js';
import { unreachableReason } from './recognise-unreachable.js';
import type { Attempt, RunnerEvent } from './runner-event.js';
import { asRefused, failureOf, resultOf } from './test-result.js';

type ProjectTest = TestProject['tests'][number];

export interface RecorderDeps {
  ctx: TenantContext;
  tests: readonly ProjectTest[];
  steps: readonly StepLocation[];
  phase: string;
  /** What an attempt wanted to write was refused. */
  readOnly: boolean;
  outDir: string;
  objects: ArtifactStore;
  onResult?: ((result: TestResult) => unknown) | undefined;
}

/** Builds results from the runner's events, one test at a time as they end. */
export interface Recorder {
  handle(event: RunnerEvent): Promise<void>;
  /** In the order of the project; tests that did not end are interrupted. */
  results(): TestResult[];
  ledger: LedgerEntry[];
  /** Errors that belong to no test. */
  errors: string[];
  attempts(): number;
  /** The end the runner told; null until then. */
  endStatus(): string | null;
  /** Set when not one attempt so far got an answer from the app. */
  unreachable(): string | null;
}

export function createRecorder(deps: RecorderDeps): Recorder {
  runIdOf(deps.ctx);
  const tests = new Map(deps.tests.map((test) => [nameOf(test), test]));
  const attempts = new Map<string, Attempt[]>();
  const failures = new Map<string, TestFailure>();
  const ended = new Map<string, TestResult>();
  const reasons: (string | null)[] = [];
  const [ledger, errors]: [LedgerEntry[], string[]] = [[], []];
  let endStatus: string | null = null;

  async function handleAttempt(test: ProjectTest, attempt: Attempt): Promise<void> {
    // A test that was stopped in between has no result; it is run again when the execution goes on.
    if (attempt.status === 'interrupted') return;
    const own = [...(attempts.get(test.key) ?? []), attempt];
    attempts.set(test.key, own);
    reasons.push(unreachableReason(attempt));
    const writing = ledgerOf(attempt, deps.phase);
    ledger.push(...writing);
    if (!attempt.ok && attempt.status !== 'skipped') failures.set(test.key, await fullFailure(test, attempt));
    if (!attempt.last) return;
    const result = asRefused(resultOf(test, own, deps.steps, failures.get(test.key)), deps.readOnly ? writing : []);
    ended.set(test.key, result);
    await deps.onResult?.(result);
  }

  async function fullFailure(test: ProjectTest, attempt: Attempt): Promise<TestFailure> {
    const { ctx, outDir, objects, phase } = deps;
    const kept = await keepArtifacts(attempt, { ctx, outDir, objects, prefix: artifactPrefix(ctx, phase, test.key) });
    return { ...failureOf(attempt, test, deps.steps), ...kept };
  }

  /** Then a test without an attempt is one that the project no longer holds or that a hand-made `only` left out. */
  const ranThrough = (): boolean => reasons.length > 0 && (endStatus === 'passed' || endStatus === 'failed');

  return {
    async handle(event) {
      if (event.type === 'error') errors.push(event.error.message);
      else if (event.type === 'end') endStatus = event.status;
      else if (event.type === 'attempt') {
        const test = tests.get(nameOf(event));
        if (test) await handleAttempt(test, event);
      }
    },
    results: () =>
      deps.tests.map(
        (test) =>
          ended.get(test.key) ?? {
            ...resultOf(test, [], deps.steps, undefined),
            ...(ranThrough() ? { status: 'skipped' } : {}),
          },
      ),
    ledger,
    errors,
    attempts: () => reasons.length,
    endStatus: () => endStatus,
    unreachable: () => (reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null),
  };
}

const nameOf = ({ file, title }: { file: string; title: string }): string => `${file}\n${title}`;
