import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodeOf, exitCodes } from '@testforge/core';
import { followRun, narrate, sayOutcome, toLastRun, type Run, type TestForge } from '@testforge/sdk';
import { toStartRun, type FlagSource, type RunFlags } from '@testforge/sdk/flags';

/** The flags of `run` and `test`: what is asked for, and how the end is told. */
export interface CommandFlags extends RunFlags {
  allowWaiting?: boolean;
  failOnHealed?: boolean;
  json?: boolean;
}

export interface RunContext extends FlagSource {
  /** Asked only when the command was used rightly. */
  connect: () => Promise<TestForge>;
  stateDir: string;
  out: (line: string) => void;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
}

/** Starts a run and follows it to its end. Returns the exit code. */
export async function runCommand(
  { connect, stateDir, out, signal, ...source }: RunContext,
  url: string,
  flags: CommandFlags,
  discovery: boolean,
): Promise<number> {
  const startedAt = new Date();
  const say = { line: flags.json ? () => undefined : out };
  const request = { ...(await toStartRun(url, flags, source)), discovery };
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

const codeOf = (run: Run, flags: CommandFlags): number =>
  run.outcome
    ? exitCodeOf(run.outcome, { allowWaiting: flags.allowWaiting ?? false, failOnHealed: flags.failOnHealed ?? false })
    : exitCodes.trouble;
