import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '@testforge/core';
import type { Command } from 'commander';

/** The lab needs the healer and a browser, which this command may not import: it has a program of its own. */
const program = fileURLToPath(new URL('../../local/src/lab.main.ts', import.meta.url));

async function runLab(words: readonly string[], signal: AbortSignal): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, program, ...words], { stdio: 'inherit', signal });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? exitCodes.trouble;
}

/** `testforge lab heal`: decides a file of healing cases on this machine, without a platform. */
export function addLabCommand(parent: Command, signal: AbortSignal, ended: (exitCode: number) => void): void {
  parent
    .command('lab')
    .description('try the healer on cases of your own; needs no platform')
    .command('heal')
    .description('decide a file of healing cases and tell how many were right')
    .requiredOption('--cases <file>', 'cases, one JSON object a line')
    .option('--out <file>', 'file for the results, one JSON object a line; default: printed')
    .action(async ({ cases, out }: { cases: string; out?: string }) =>
      ended(await runLab(['--cases', cases, ...(out ? ['--out', out] : [])], signal)),
    );
}
