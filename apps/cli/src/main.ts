import { join } from 'node:path';
import { CommanderError } from 'commander';
import { exitCodes } from '@testforge/core';
import { terminalAsk } from '@testforge/sdk/flags';
import { exitOfError } from './exit-of-error.js';
import { createProgram } from './program.js';
import { startExploring } from './start-exploring.js';

const env = process.env;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
const context = {
  stateDir: env['TESTFORGE_STATE_DIR'] || join(env['TESTFORGE_REPOSITORY_DIR'] || '.', '.testforge'),
  apiKey: env['TESTFORGE_API_KEY'],
  env,
  askHidden: terminalAsk({ input: process.stdin, output: process.stderr }),
  out: (line: string) => void process.stdout.write(`${line}\n`),
  signal: stop.signal,
  startExploring,
};

/** `fetch` says no more than that it failed. */
const wordsOf = (error: unknown): string => {
  if (error instanceof TypeError && error.message === 'fetch failed')
    return 'The platform does not answer. Start it with “npm start”, or name another with --server URL.';
  return error instanceof Error ? error.message : String(error);
};

/** What a person reads; Commander has said its own already. */
const tell = (error: unknown): void =>
  void (error instanceof CommanderError || process.stderr.write(`${wordsOf(error)}\n`));

let exitCode: number = exitCodes.passed;
await createProgram(context, (code) => (exitCode = code))
  .parseAsync()
  .catch((error: unknown) => {
    tell(error);
    exitCode = exitOfError(error);
  });
process.exitCode = exitCode;
