import { CommanderError } from 'commander';
import { exitCodes, isAppError } from '@testforge/core';
import { ApiProblem } from '@testforge/sdk';

/** The exit code of a command that threw: 2 when it was used wrongly, 3 when the platform was in the way, 0 after `--help`. */
export function exitOfError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.passed : exitCodes.wrongUse;
  if (isAppError(error)) return error.kind === 'invalid' ? exitCodes.wrongUse : exitCodes.trouble;
  const ours = error instanceof ApiProblem && error.status < 500 && error.status !== 401 && error.status !== 429;
  return ours ? exitCodes.wrongUse : exitCodes.trouble;
}
