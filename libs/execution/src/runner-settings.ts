import { basename } from 'node:path/posix';
import type { RunLimits, TestProject } from '@testforge/core';

/** What the runner's configuration inside reads; a test can read it too, so nothing here is secret. */
export interface RunnerSettings {
  workers: number;
  retries: number;
  actionTimeoutMs: number;
  globalTimeoutMs: number;
  video: boolean;
  /** Sources of patterns over `file title @tags`; null runs every test. */
  only: string[] | null;
}

export type ExecutionLimits = Pick<RunLimits, 'actionTimeoutMs' | 'retries' | 'parallel' | 'executionMs'>;

type ProjectTest = TestProject['tests'][number];

export const runnerSettings = (
  limits: ExecutionLimits,
  { video, only }: { video: boolean; only: readonly ProjectTest[] | null },
): RunnerSettings => ({
  workers: limits.parallel,
  retries: limits.retries,
  actionTimeoutMs: limits.actionTimeoutMs,
  globalTimeoutMs: limits.executionMs,
  video,
  only: only?.map(titlePattern) ?? null,
});

const regexSyntax = /[\\^$.*+?()[\]{}|/]/g;
const escape = (text: string): string => text.replace(regexSyntax, '\\$&');

/** Matches Playwright's `project file groups… title @tags…`. May match more in a file with odd titles; what was not asked for is not told. */
export const titlePattern = ({ file, title }: Pick<ProjectTest, 'file' | 'title'>): string =>
  `(?:^|[ /])${escape(basename(file))} (?:.* )?${escape(title)}(?: @\\S+)*$`;
