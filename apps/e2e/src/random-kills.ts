import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestPlatform } from './platform.js';
import { sandboxesOf } from './processes.js';

export const killTargets = ['worker', 'sandbox', 'temporal', 'postgres', 'redis', 'qdrant'] as const;
export type KillTarget = (typeof killTargets)[number];

/** Mulberry32: the same seed gives the same numbers from 0 to 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

function servicePid(stateDir: string, name: string): number | undefined {
  const note = `${name}.json`;
  if (!readdirSync(join(stateDir, 'pids')).includes(note)) return undefined;
  return (JSON.parse(readFileSync(join(stateDir, 'pids', note), 'utf8')) as { pid: number }).pid;
}

async function pidOf(target: KillTarget, { platform, stateDir }: TestPlatform): Promise<number | undefined> {
  if (target === 'worker') return platform.worker.pid();
  if (target !== 'sandbox') return servicePid(stateDir, target);
  return (await sandboxesOf(platform.worker.pid() ?? -1)).at(-1)?.pid;
}

export interface KillPlan {
  count: number;
  random: () => number;
  /** Longest pause before a kill, in milliseconds; the pauses are spread evenly from nothing to this. */
  withinMs: number;
  signal: AbortSignal;
  /** What is killed; default: everything. */
  targets?: readonly KillTarget[];
  /** Whether it is the time to kill; default: always. */
  isTime?(): Promise<boolean>;
  onKill(target: KillTarget): void;
}

/** Milliseconds between two looks whether it is time. */
const lookMs = 200;

/**
 * Kills one process after another the hard way, each at a moment of its own and none twice before every other was; what isn't
 * there just then is tried again.
 */
export async function killAtRandom(local: TestPlatform, plan: KillPlan): Promise<void> {
  const { targets = killTargets, isTime = () => Promise.resolve(true) } = plan;
  let left: readonly KillTarget[] = targets;
  for (let killed = 0; killed < plan.count && !plan.signal.aborted;) {
    if (!(await isTime())) {
      await pause(lookMs, plan.signal);
      continue;
    }
    const target = left[Math.floor(plan.random() * left.length)] ?? 'worker';
    await pause(plan.random() * plan.withinMs, plan.signal);
    if (plan.signal.aborted || !(await isTime())) continue;
    const pid = await pidOf(target, local);
    if (pid === undefined || !kill(pid)) continue;
    killed += 1;
    left = left.length > 1 ? left.filter((other) => other !== target) : targets;
    plan.onKill(target);
  }
}

/** False where it had ended by itself. */
function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
