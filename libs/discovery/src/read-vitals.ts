import { setTimeout as pause } from 'node:timers/promises';
import type { Vitals } from '@testforge/core';
import type { Page } from 'playwright';

/** How long a page that is held up by its own scripts may take to answer. */
const answerMs = 1_000;

/** Runs in the page. Entries of what was painted are handed over a moment later. */
const ask = async (): Promise<Record<string, number | undefined>> => {
  let largest: number | undefined;
  let shift = 0;
  const watch = (type: string, take: (entry: PerformanceEntry) => void): void => {
    if (PerformanceObserver.supportedEntryTypes.includes(type))
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  };
  watch('largest-contentful-paint', ({ startTime }) => (largest = startTime));
  watch('layout-shift', (entry) => (shift += (entry as PerformanceEntry & { value: number }).value));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const [opened] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  return { ttfbMs: opened?.responseStart, fcpMs: first, lcpMs: largest, shift };
};

/** How soon the page answered and showed something, as its browser measured it (W3C; Web Vitals); null where it does not say. */
export async function readVitals(page: Page): Promise<Vitals | null> {
  const said = await Promise.race([page.evaluate(ask).catch(() => null), pause(answerMs, null, { ref: false })]);
  if (said === null || !said['ttfbMs']) return null;
  const whole = (name: string): number | undefined => (said[name] === undefined ? undefined : Math.round(said[name]));
  const [fcpMs, lcpMs] = [whole('fcpMs'), whole('lcpMs')];
  return {
    ttfbMs: whole('ttfbMs') ?? 0,
    ...(fcpMs === undefined ? {} : { fcpMs }),
    ...(lcpMs === undefined ? {} : { lcpMs }),
    shift: Math.round((said['shift'] ?? 0) * 1000) / 1000,
  };
}

/** Headroom of a budget over what was seen, and the least there is any sense in: what Web Vitals call good. */
const headroom = 3;
const good = { ttfbMs: 800, lcpMs: 2_500 };

/** Of a hundred values the 75th, as Web Vitals are told. */
const most = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.75) - 1];

/**
 * Figures for the scorecard: what three of four pages kept to, and the budgets that follow from it. A busy machine is reckoned
 * out. They are told and never asserted: see ADR 14.
 */
export function vitalFigures(
  states: readonly { vitals?: Vitals | undefined }[],
  slowness: number,
): Record<string, number> {
  const told = (name: 'ttfbMs' | 'lcpMs'): [string, number][] => {
    const seen = most(states.flatMap(({ vitals }) => vitals?.[name] ?? []));
    if (seen === undefined) return [];
    const budget = Math.max(good[name], Math.round((seen / Math.max(1, slowness)) * headroom));
    return [
      [name, seen],
      [name.replace('Ms', 'BudgetMs'), budget],
    ];
  };
  return Object.fromEntries([...told('ttfbMs'), ...told('lcpMs')]);
}
