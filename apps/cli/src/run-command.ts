import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodeOf, exitCodes } from '@testforge/core';
import { followRun, narrate, sayOutcome, toLastRun, type Run, type StartRun, type TestForge } from '@testforge/sdk';
import { checkUrl, toStartRun, type FlagSource, type RunFlags } from '@testforge/sdk/flags';

/** The flags of `run` and `test`: what is asked for, and how the end is told. */
export interface CommandFlags extends RunFlags {
  baseUrl?: string;
  grep?: string;
  regenerate?: boolean;
  receipts?: boolean;
  allowWaiting?: boolean;
  failOnHealed?: boolean;
  failOnFlaky?: boolean;
  json?: boolean;
}

type EndFlags = Pick<CommandFlags, 'allowWaiting' | 'failOnHealed' | 'failOnFlaky'>;

export interface RunContext extends FlagSource {
  /** Asked only when the command was used rightly. */
  connect: () => Promise<TestForge>;
  stateDir: string;
  out: (line: string) => void;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
}

export interface FollowContext extends Pick<RunContext, 'stateDir' | 'out' | 'signal'> {
  client: TestForge;
  startedAt: Date;
}

/** On another address it is the same project: that of the address the suite was made on. */
async function requestOf(url: string, flags: CommandFlags, source: FlagSource): Promise<StartRun> {
  const request = await toStartRun(flags.baseUrl ?? url, flags, source);
  return {
    ...request,
    ...(flags.baseUrl && !flags.project ? { project: new URL(checkUrl(url)).origin } : {}),
    ...(flags.grep ? { grep: flags.grep } : {}),
    ...(flags.regenerate ? { regenerate: true } : {}),
    ...(flags.receipts ? { receipts: 'on' } : {}),
  };
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
  const request = { ...(await requestOf(url, flags, source)), discovery };
  const client = await connect();
  const started = await client.startRun(request);
  say.line(`${request.url}: run ${started.id}, interaction level “${started.interaction}” (--interaction changes it)`);
  return followToEnd({ client, stateDir, out, signal, startedAt }, started, flags);
}

/** Follows a run to its end and tells it. Returns the exit code. */
export async function followToEnd(
  { client, stateDir, out, signal, startedAt }: FollowContext,
  started: Run,
  flags: EndFlags & Pick<CommandFlags, 'json'>,
): Promise<number> {
  const say = { line: flags.json ? () => undefined : out };
  const run = await followRun(client, started.id, { onChange: narrate(say), signal });
  sayOutcome(say, run);
  if (run.status === 'cancelled') say.line(`  go on with it: testforge resume ${run.id}`);
  const exitCode = signal.aborted ? exitCodes.interrupted : codeOf(run, flags);
  const lastRun = toLastRun({ url: started.url, startedAt, runs: [run], exitCode });
  await mkdir(stateDir, { recursive: true });
  await writeFile(join(stateDir, 'last-run.json'), `${JSON.stringify(lastRun, null, 2)}\n`, { mode: 0o600 });
  if (flags.json) out(JSON.stringify(lastRun, null, 2));
  return exitCode;
}

const codeOf = (run: Run, { allowWaiting = false, failOnHealed = false, failOnFlaky = false }: EndFlags): number =>
  run.outcome ? exitCodeOf(run.outcome, { allowWaiting, failOnHealed, failOnFlaky }) : exitCodes.trouble;
