import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';
import { Trouble } from './report.mjs';

const shownLines = 15;

/** Runs a program in the checkout and gives its output; a failure shows where it began and ended. */
export async function run(command, args, options = {}) {
  const { code, output } = await capture(command, args, options);
  if (code === 0) return output;
  throw new Trouble(
    `${command} ${args.join(' ')} failed (${code})\n${shorten(output.trim().split('\n'))}`,
    options.remedy,
  );
}

/** The beginning, which often holds the cause, and the end, which often holds the rest. */
const shorten = (lines) =>
  (lines.length <= 2 * shownLines ? lines : [...lines.slice(0, shownLines), '  …', ...lines.slice(-shownLines)]).join(
    '\n',
  );

/** The same, but a failure is an answer: { code, output }. */
export function capture(command, args, { cwd = root, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const add = (chunk) => (output += chunk);
    child.stdout.setEncoding('utf8').on('data', add);
    child.stderr.setEncoding('utf8').on('data', add);
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code, signal) => resolve({ code: code ?? 128 + constants.signals[signal], output }));
  });
}

/** Runs a program in the foreground, hands it this process's signals, and gives its exit code. */
export function runInForeground(command, args, { env = {}, onStart } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' });
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
      // A terminal sends its interrupt to the whole group: handing it on would make it two.
      process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
    }
    child.once('spawn', () => onStart?.(child.pid));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** The first line a program answers, or null where it cannot be run. */
export function firstLine(command, args = ['--version']) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? `${stdout}${stderr}`.trim().split('\n')[0] : null;
}

export const isOnPath = (name) => spawnSync('/bin/sh', ['-c', 'command -v -- "$0"', name]).status === 0;
