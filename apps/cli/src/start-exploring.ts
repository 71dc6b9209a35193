import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '@testforge/core';
import type { StartExploring } from './explore-commands.js';

/** Exploring needs a browser and the rooms, which this command may not import: it has a program of its own. */
const program = fileURLToPath(new URL('../../local/src/explore.main.ts', import.meta.url));

/** Credentials are in the request: it goes in on standard input, where no other user of the machine can read it. */
export const startExploring: StartExploring = async (request, signal) => {
  const child = spawn(process.execPath, [...process.execArgv, program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  // A program that ends before it has read all says why by itself.
  child.stdin.on('error', () => child.stdin.destroy()).end(request);
  const output = await text(child.stdout);
  const [code] = await ended;
  signal.removeEventListener('abort', stop);
  return { code: code ?? exitCodes.trouble, output };
};
