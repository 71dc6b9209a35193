import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { Command } from './app.js';

export interface ProgramPlace {
  /** Variables of whoever started us that programs and registries need. */
  shell: Record<string, string>;
  binDir: string;
  cwd: string;
  logFile: string;
}

/** The app's environment: what a shell has, and no variable of ours that it could take for its own. */
function environment({ binDir, shell }: ProgramPlace, own: Record<string, string> = {}): NodeJS.ProcessEnv {
  const path = [binDir, dirname(process.execPath), shell['PATH'] ?? ''].join(delimiter);
  return { ...shell, PATH: path, ...own };
}

/** Starts a program in its own process group, its output added to the log. It ends with us at the latest. */
export function launch(place: ProgramPlace, { program, args, env, cwd }: Command): ChildProcess {
  const log = openSync(place.logFile, 'a', 0o600);
  try {
    const child = spawn(isAbsolute(program) ? program : join(place.binDir, program), args, {
      cwd: cwd ?? place.cwd,
      env: environment(place, env),
      detached: true,
      stdio: ['ignore', log, log],
    });
    const end = () => signalGroup(child, 'SIGKILL');
    process.once('exit', end);
    child.once('close', () => process.off('exit', end));
    return child;
  } finally {
    closeSync(log);
  }
}

/** Runs a program to its end and returns what it printed. Throws with the end of its output when it fails. */
export function runToEnd(place: ProgramPlace, { program, args, env, cwd }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(isAbsolute(program) ? program : join(place.binDir, program), args, {
      cwd: cwd ?? place.cwd,
      env: environment(place, env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}:\n${output.slice(-3000)}`));
    });
  });
}

/** To a program and all that it started; nothing happens where it has ended. */
export function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    const hasEnded = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!hasEnded) throw error;
  }
}
