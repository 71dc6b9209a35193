import { basename } from 'node:path/posix';
import {
  accessVariables,
  roleVariables,
  type InteractionLevel,
  type RunLimits,
  type TestProject,
} from '@testforge/core';

/** What a test must not depend on. */
export interface Conditions {
  /** IANA name. */
  timezoneId: string;
  /** In CSS pixels. */
  viewport: { width: number; height: number };
  /** Every answer of the network is later by this, in milliseconds. */
  latencyMs: number;
}

/** What the runner's configuration inside reads; a test can read it too, so nothing here is secret. */
export interface RunnerSettings {
  workers: number;
  retries: number;
  actionTimeoutMs: number;
  /** How long a check waits. */
  checkTimeoutMs: number;
  /** The same where a test is tried again. */
  laterCheckTimeoutMs: number;
  /** How long a test that is tried again looks for what it missed before on a page that was at rest. */
  missedAgainTimeoutMs: number;
  /** For what an action begins: the answer to a form may take as long as a page. */
  navigationTimeoutMs: number;
  globalTimeoutMs: number;
  video: boolean;
  /** Whether failures leave a snapshot, a picture and a trace. */
  evidence: boolean;
  /** Other conditions than the project's own; null: its own. */
  conditions: Conditions | null;
  /** Refuses every request of a page that is not GET, HEAD or OPTIONS, and does not only ask by POST. */
  readOnly: boolean;
  /** The files of the tests that log in, which may write in any case. */
  setupFiles: string[];
  /** Tests may log in for themselves, before their body begins. */
  logsInBefore: boolean;
  /** Names only: what the browser's own environment is without. */
  secretVariables: string[];
  /** Sources of patterns over `file title @tags`; null runs every test. */
  only: string[] | null;
}

export type ExecutionLimits = Pick<
  RunLimits,
  'actionTimeoutMs' | 'pageTimeoutMs' | 'retries' | 'workers' | 'executionMs'
> & {
  /**
   * How long a check of a first try waits, in milliseconds; one of a later try waits as long as a page may, and no longer than
   * three actions, unless the page was at rest when the first one gave up. Default `actionTimeoutMs`: where much is lost, waiting is what takes the time.
   */
  checkTimeoutMs?: number;
};

type ProjectTest = TestProject['tests'][number];

export interface RunnerSituation {
  video: boolean;
  evidence: boolean;
  conditions: Conditions | null;
  interaction: InteractionLevel;
  setups: readonly ProjectTest[];
  /** Names of the further log-ins. */
  roles: readonly string[];
  only: readonly ProjectTest[] | null;
}

/** What is not there in so many times the time is not late. */
const laterTimes = 3;
/** In milliseconds: enough for a page that was at rest without the element. */
const missedAgainMs = 2_000;

export const runnerSettings = (
  limits: ExecutionLimits,
  { video, evidence, conditions, interaction, setups, roles, only }: RunnerSituation,
): RunnerSettings => ({
  // Where a log-in ends the session before it, tests side by side would throw each other out.
  workers: logInEach(setups) ? 1 : limits.workers,
  retries: limits.retries,
  actionTimeoutMs: limits.actionTimeoutMs,
  checkTimeoutMs: limits.checkTimeoutMs ?? limits.actionTimeoutMs,
  laterCheckTimeoutMs: Math.min(
    laterTimes * limits.actionTimeoutMs,
    Math.max(limits.actionTimeoutMs, limits.pageTimeoutMs),
  ),
  missedAgainTimeoutMs: Math.min(missedAgainMs, limits.actionTimeoutMs),
  navigationTimeoutMs: limits.pageTimeoutMs,
  globalTimeoutMs: limits.executionMs,
  video,
  evidence,
  conditions,
  readOnly: interaction === 'read',
  setupFiles: setups.map(({ file }) => file),
  logsInBefore: setups.some(({ setup }) => setup === 'each' || setup === 'worker'),
  secretVariables: [accessVariables, ...roles.map(roleVariables)].flatMap((names) => Object.values(names)),
  only: only?.map(titlePattern) ?? null,
});

const logInEach = (setups: readonly ProjectTest[]): boolean => setups.some(({ setup }) => setup === 'each');

const regexSyntax = /[\\^$.*+?()[\]{}|/]/g;
const escape = (text: string): string => text.replace(regexSyntax, '\\$&');

/** Matches Playwright's `project file groups… title @tags…`. May match more in a file with odd titles; what was not asked for is not told. */
export const titlePattern = ({ file, title }: Pick<ProjectTest, 'file' | 'title'>): string =>
  `(?:^|[ /])${escape(basename(file))} (?:.* )?${escape(title)}(?: @\\S+)*$`;
