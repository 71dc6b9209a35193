import { createShop } from '@testforge/demo-shop';
import { ApiProblem, followRun, type Run, type StartRun } from '@testforge/sdk';
import type { TestPlatform } from './platform.js';
import { killAtRandom, seededRandom, type KillTarget } from './random-kills.js';
import { faultsOf, readFinal } from './read-final.js';

/** Small enough to be quick, with the way to the cart's total in it; a busy machine may take its time to heal. */
export const smallScope = {
  include: ['/products/keeper-lantern', '/cart', '/log-in'],
  limits: { maxPages: 6, maxTests: 10, samplesPerTemplate: 1, healingMs: 1_800_000 },
} satisfies Partial<StartRun>;

/** Does `work` while a shop is open at the port of the app under test. */
export async function withShop<T>(local: TestPlatform, release: 1 | 2, work: (url: string) => Promise<T>): Promise<T> {
  const shop = await createShop({ release, port: local.appPort });
  try {
    return await work(`${shop.url}/products/keeper-lantern`);
  } finally {
    await shop.close();
  }
}

export interface DisturbedRun {
  name: string;
  run: Run;
  faults: string[];
}

export interface Disturbance {
  kills: number;
  seed: number;
  withinMs: number;
  /** Told of each kill and of each run that ended. */
  tell(line: string): void;
}

/** A server that is just being started again is asked once more; the key keeps it one run. */
async function startRun({ client }: TestPlatform, run: StartRun, key: string): Promise<Run> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.startRun(run, key);
    } catch (error) {
      const refused = error instanceof ApiProblem && error.status < 500;
      if (refused || attempt === 60) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

/**
 * Runs the small suite again and again, first on release 1, then on release 2, while processes of the platform are killed,
 * until the kills are used up and the run then under way has ended.
 */
export async function disturbRuns(local: TestPlatform, { kills, seed, withinMs, tell }: Disturbance) {
  const killed: KillTarget[] = [];
  const stop = new AbortController();
  const ended: DisturbedRun[] = [];
  const one = async (name: string, release: 1 | 2, run: Partial<StartRun>): Promise<Run> =>
    withShop(local, release, async (url) => {
      const started = await startRun(
        local,
        { url, ...smallScope, ...run },
        `kills-${seed}-${name.replaceAll(' ', '-')}`,
      );
      const last = await followRun(local.client, started.id, { awayForMs: 120_000 });
      const faults = faultsOf(last, await readFinal(local, last));
      ended.push({ name, run: last, faults });
      tell(`${name}: ${last.status}${faults.length ? `  FAULTS: ${faults.join('; ')}` : ''}`);
      return last;
    });
  const killing = killAtRandom(local, {
    count: kills,
    random: seededRandom(seed),
    withinMs,
    signal: stop.signal,
    onKill: (target) => {
      killed.push(target);
      tell(`  kill -9 ${killed.length}: ${target}`);
    },
  });
  try {
    for (let number = 1; killed.length < kills || number === 1; number += 1) {
      const project = `killed ${seed} ${number}`;
      const first = await one(`run ${number} on release 1`, 1, { project });
      if (first.status === 'passed') await one(`run ${number} on release 2`, 2, { project, discovery: false });
    }
  } finally {
    stop.abort();
    await killing;
  }
  return { killed, ended };
}
