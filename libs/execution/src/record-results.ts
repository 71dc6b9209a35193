import type { LedgerEntry, StepLocation, TenantContext, TestFailure, TestProject, TestResult } from '@testforge/core';
import { artifactPrefix, runIdOf } from './artifact-prefix.js';
import { keepArtifacts, type ArtifactStore } from './keep-artifacts.js';
import { ledgerOf, writingOf, type WritingRequest } from './ledger.js';
import { faultsOf } from './read-faults.js';
import { unreachableReason } from './recognise-unreachable.js';
import type { Redact } from './redact.js';
import type { Attempt, RunnerEvent } from './runner-event.js';
import { asRefused, failureOf, notRun, resultOf } from './test-result.js';

type ProjectTest = TestProject['tests'][number];

export interface RecorderDeps {
  ctx: TenantContext;
  /** Every test that is run, also one that is only run for the others. */
  tests: readonly ProjectTest[];
  steps: readonly StepLocation[];
  phase: string;
  outDir: string;
  objects: ArtifactStore;
  redact: Redact;
  /** The app's own. */
  origins: readonly string[];
  onResult?: ((result: TestResult) => unknown) | undefined;
}

/** Builds results from the runner's events, one test at a time as they end. */
export interface Recorder {
  handle(event: RunnerEvent): Promise<void>;
  /** In the order of the project; tests that did not end are interrupted. */
  results(): TestResult[];
  /** Of all attempts, those of tests that did not end included. */
  ledger: LedgerEntry[];
  /** Errors that belong to no test. */
  errors: string[];
  attempts(): number;
  /** The end the runner told; null until then. */
  endStatus(): string | null;
  /** Set when not one attempt so far got an answer from the app. */
  unreachable(): string | null;
}

interface Ran {
  attempts: Attempt[];
  failures: TestFailure[];
  writing: WritingRequest[];
}

export function createRecorder(deps: RecorderDeps): Recorder {
  runIdOf(deps.ctx);
  const tests = new Map(deps.tests.map((test) => [nameOf(test), test]));
  const running = new Map<string, Ran>();
  const ended = new Map<string, TestResult>();
  const reasons: (string | null)[] = [];
  const [ledger, errors]: [LedgerEntry[], string[]] = [[], []];
  let endStatus: string | null = null;
  let toldAt = performance.now();

  async function handleAttempt(test: ProjectTest, attempt: Attempt): Promise<void> {
    // A test that was stopped in between has no result; it is run again when the execution goes on.
    if (attempt.status === 'interrupted') return;
    const ran = running.get(test.key) ?? { attempts: [], failures: [], writing: [] };
    running.set(test.key, ran);
    ran.attempts.push(attempt);
    reasons.push(unreachableReason(attempt));
    const writing = writingOf(attempt, deps.phase);
    ran.writing.push(...writing);
    ledger.push(...ledgerOf(writing));
    if (!attempt.ok && attempt.status !== 'skipped') ran.failures.push(await fullFailure(test, attempt, ran));
    if (attempt.last) await end(test, ran);
  }

  async function end(test: ProjectTest, { attempts, failures, writing }: Ran): Promise<void> {
    const whole = resultOf(test, attempts, deps.steps, failures);
    const result = test.writes ? asRefused(whole, writing) : whole;
    const sandboxMs = performance.now() - toldAt;
    toldAt += sandboxMs;
    const last = attempts.at(-1);
    const faults = last && faultsOf(last, deps);
    const told = {
      ...result,
      sandboxMs,
      ...(faults && { faults }),
      ...(writing.length > 0 && { ledger: ledgerOf(writing) }),
    };
    ended.set(test.key, told);
    await deps.onResult?.(told);
  }

  async function fullFailure(test: ProjectTest, attempt: Attempt, { attempts }: Ran): Promise<TestFailure> {
    const { ctx, outDir, objects, phase, redact } = deps;
    const own = artifactPrefix(ctx, phase, test.key);
    const prefix = attempt.last ? own : `${own}/attempt-${attempts.length}`;
    const kept = await keepArtifacts(attempt, { ctx, outDir, objects, prefix, redact });
    return { ...failureOf(redact.attempt(attempt), test, deps.steps), ...kept };
  }

  /** Then a test without an attempt is one that the project no longer holds or that a hand-made `only` left out. */
  const ranThrough = (): boolean => reasons.length > 0 && (endStatus === 'passed' || endStatus === 'failed');

  return {
    async handle(event) {
      if (event.type === 'error') errors.push(deps.redact.text(event.error.message));
      else if (event.type === 'end') endStatus = event.status;
      else if (event.type === 'attempt') {
        const test = tests.get(nameOf(event));
        if (test) await handleAttempt(test, event);
      }
    },
    results() {
      const enteredFor = ({ role }: ProjectTest): TestResult | undefined => {
        const setup = deps.tests.find((test) => test.setup !== undefined && test.role === role);
        return setup && ended.get(setup.key);
      };
      return deps.tests.map(
        (test) => ended.get(test.key) ?? notRun(test, { ranThrough: ranThrough(), entered: enteredFor(test) }),
      );
    },
    ledger,
    errors,
    attempts: () => reasons.length,
    endStatus: () => endStatus,
    unreachable: () => (reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null),
  };
}

const nameOf = ({ file, title }: { file: string; title: string }): string => `${file}\n${title}`;
