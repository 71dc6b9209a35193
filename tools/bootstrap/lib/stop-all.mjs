import { performance } from 'node:perf_hooks';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stateDir } from './paths.mjs';
import { passed, say } from './report.mjs';

const upTimeoutMs = 60_000;
const serviceTimeoutMs = 15_000;
const pidDir = join(stateDir, 'pids');

/** Asks `npm start` to end, then ends what is left of its services. */
export async function stopAll() {
  const ended = [await stopUp(), ...(await Promise.all(serviceFiles().map(stopService)))].filter(Boolean).length;
  if (ended === 0) say('Nothing runs from this checkout.');
}

async function stopUp() {
  const path = join(stateDir, 'up.pid');
  const pid = Number(/\d+/.exec(read(path))?.[0]);
  const runs = () => isRunning(pid) && read(`/proc/${pid}/cmdline`).includes('apps/local');
  const did = runs() && (await end('npm start', pid, 'SIGTERM', runs, upTimeoutMs));
  rmSync(path, { force: true });
  return did;
}

const serviceFiles = () => (existsSync(pidDir) ? readdirSync(pidDir).filter((name) => name.endsWith('.json')) : []);

async function stopService(file) {
  const path = join(pidDir, file);
  const { pid, startTicks, stopSignal } = parse(read(path));
  // Numbers are used again: only the process that was started then is ours.
  const runs = () => isRunning(pid) && startTicksOf(pid) === startTicks;
  const did = runs() && (await end(file.replace('.json', ''), pid, stopSignal, runs, serviceTimeoutMs));
  rmSync(path, { force: true });
  return did;
}

async function end(name, pid, signal, runs, timeoutMs) {
  const startedAt = performance.now();
  process.kill(pid, signal);
  while (runs() && performance.now() - startedAt < timeoutMs) await pause(50);
  if (runs()) process.kill(pid, 'SIGKILL');
  while (runs()) await pause(50);
  passed(`stopped ${name} (${pid})`, startedAt);
  return true;
}

const statOf = (pid) => read(`/proc/${pid}/stat`).split(') ').pop().split(' ');
const isRunning = (pid) => Number.isInteger(pid) && pid > 0 && !['', 'Z', 'X'].includes(statOf(pid)[0]);
const startTicksOf = (pid) => statOf(pid)[19];

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return '';
    throw error;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
