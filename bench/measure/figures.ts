import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';

/** The value below which this share of all lies, 0.5 being the median; 0 where there is none. */
export function quantile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const median = (all: readonly number[]): number => quantile(all, 0.5);

export const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** What every number here depends on. */
export const machine = (): string => `${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}`;

/** The wall clock of some work, in milliseconds. */
export async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const startedAt = performance.now();
  return { value: await work(), ms: performance.now() - startedAt };
}

/** `--name text` of the command line; undefined where it is not given. */
export function textOf(name: string): string | undefined {
  const value = parseArgs({ options: { [name]: { type: 'string' } }, strict: false }).values[name];
  return typeof value === 'string' ? value : undefined;
}

/** `--name 5` of the command line as a number. */
export const numberOf = (name: string, standard: number): number => Number(textOf(name) ?? standard);

/** The line that compares with the goal, and what the process ends with. */
export function tellGoal(
  what: string,
  figure: number,
  { atMost, atLeast }: { atMost?: number; atLeast?: number },
): void {
  const met = figure <= (atMost ?? Infinity) && figure >= (atLeast ?? -Infinity);
  const goal = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  console.log(`${what}: ${figure.toFixed(2)}; the goal is ${goal}: ${met ? 'met' : 'NOT met'}  (${machine()})`);
}
