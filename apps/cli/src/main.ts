import { join } from 'node:path';
import { CommanderError } from 'commander';
import { exitCodes, isAppError } from '@testforge/core';
import { ApiProblem } from '@testforge/sdk';
import { createProgram } from './program.js';

const env = process.env;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
const context = {
  stateDir: env['TESTFORGE_STATE_DIR'] || join(env['TESTFORGE_REPOSITORY_DIR'] || '.', '.testforge'),
  apiKey: env['TESTFORGE_API_KEY'],
  out: (line: string) => void process.stdout.write(`${line}\n`),
  signal: stop.signal,
};

/** What a person reads, and the code a script reads. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.passed : exitCodes.wrongUse;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (isAppError(error)) return error.kind === 'invalid' ? exitCodes.wrongUse : exitCodes.trouble;
  return error instanceof ApiProblem && error.status < 500 && error.status !== 401 ? exitCodes.wrongUse : exitCodes.trouble;
}

let exitCode: number = exitCodes.passed;
await createProgram(context, (code) => (exitCode = code))
  .parseAsync()
  .catch((error: unknown) => (exitCode = tell(error)));
process.exitCode = exitCode;
