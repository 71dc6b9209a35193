import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, exitCodeOf, exitCodes, InteractionLevel } from '@testforge/core';
import { followRun, narrate, sayOutcome, toLastRun, type Run, type StartRun, type TestForge } from '@testforge/sdk';

export interface RunFlags {
  project?: string;
  release?: string;
  interaction?: string;
  include: string[];
  exclude: string[];
  origin: string[];
  timeBudget?: string;
  allowWaiting?: boolean;
  failOnHealed?: boolean;
  json?: boolean;
}

export interface RunContext {
  /** Asked only when the command was used rightly. */
  connect: () => Promise<TestForge>;
  stateDir: string;
  out: (line: string) => void;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
}

/** Starts a run and follows it to its end. Returns the exit code. */
export async function runCommand(
  { connect, stateDir, out, signal }: RunContext,
  url: string,
  flags: RunFlags,
  discovery: boolean,
): Promise<number> {
  const startedAt = new Date();
  const say = { line: flags.json ? () => undefined : out };
  const request = requestOf(url, flags, discovery);
  const client = await connect();
  const started = await client.startRun(request);
  say.line(`${request.url}: run ${started.id}, interaction level “${started.interaction}” (--interaction changes it)`);
  const run = await followRun(client, started.id, { onChange: narrate(say), signal });
  sayOutcome(say, run);
  const exitCode = signal.aborted ? exitCodes.interrupted : codeOf(run, flags);
  const lastRun = toLastRun({ url: request.url, startedAt, runs: [run], exitCode });
  await mkdir(stateDir, { recursive: true });
  await writeFile(join(stateDir, 'last-run.json'), `${JSON.stringify(lastRun, null, 2)}\n`, { mode: 0o600 });
  if (flags.json) out(JSON.stringify(lastRun, null, 2));
  return exitCode;
}

const codeOf = (run: Run, flags: RunFlags): number =>
  run.outcome
    ? exitCodeOf(run.outcome, { allowWaiting: flags.allowWaiting ?? false, failOnHealed: flags.failOnHealed ?? false })
    : exitCodes.trouble;

function requestOf(url: string, flags: RunFlags, discovery: boolean): StartRun {
  const budgetMs = flags.timeBudget === undefined ? null : secondsOf(flags.timeBudget) * 1000;
  return {
    url: checkUrl(url),
    discovery,
    ...(flags.project ? { project: flags.project } : {}),
    ...(flags.release ? { release: flags.release } : {}),
    ...(flags.interaction ? { interaction: levelOf(flags.interaction) } : {}),
    ...(flags.origin.length ? { origins: flags.origin.map(checkUrl) } : {}),
    ...(flags.include.length ? { include: flags.include } : {}),
    ...(flags.exclude.length ? { exclude: flags.exclude } : {}),
    ...(budgetMs ? { limits: { discoveryMs: budgetMs, designMs: budgetMs } } : {}),
  };
}

function checkUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).href;
  throw new AppError('invalid', 'cli.usage', `“${text}” is not an address that starts with http:// or https://`);
}

function levelOf(text: string): InteractionLevel {
  const level = InteractionLevel.safeParse(text);
  if (!level.success)
    throw new AppError(
      'invalid',
      'cli.usage',
      `--interaction takes ${InteractionLevel.options.join(', ')}, not “${text}”`,
    );
  return level.data;
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds < 1)
    throw new AppError('invalid', 'cli.usage', `--time-budget takes a number of seconds, not “${text}”`);
  return seconds;
}
