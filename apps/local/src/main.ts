import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { exitCodes, isAppError } from '@testforge/core';
import { createSay } from './say.js';
import { terminalAsk, toStartRun } from '@testforge/sdk/flags';
import { up } from './up.js';
import { parseUpOptions, upUsage } from './up-options.js';

const repositoryDir = fileURLToPath(new URL('../../..', import.meta.url));

async function main([command, ...words]: string[]): Promise<number> {
  if (command !== 'up') throw new Error(`There is no command “${command}”.`);
  const options = parseUpOptions(words);
  if (!options) {
    process.stdout.write(upUsage);
    return exitCodes.passed;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const env = { ...process.env };
  // A password is asked for before anything is started.
  const askHidden = terminalAsk({ input: process.stdin, output: process.stderr });
  const request = options.url ? await toStartRun(options.url, options.flags, { env, askHidden }) : null;
  return up(
    {
      repositoryDir,
      stateDir: env['TESTFORGE_STATE_DIR'] || join(repositoryDir, '.testforge'),
      env,
      say: createSay(process.stdout),
      signal: stop.signal,
    },
    { once: options.once, sample: options.sample, request },
  );
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(
    `${isAppError(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return isAppError(error) && error.kind === 'invalid' ? exitCodes.wrongUse : exitCodes.trouble;
});
