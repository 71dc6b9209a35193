import type { JobTools } from '@testforge/browser';
import type { CoveredPages } from './covered-pages.js';
import type { RequestGuard } from './guard-requests.js';
import type { DiscoveryInput } from './job-input.js';
import type { KeptSession } from './log-in/keep-session.js';
import type { LocatorProof } from './prove-locators.js';
import type { ReadOptions } from './read-state.js';
import type { Stopwatch } from './stopwatch.js';

/** One exploration under way. */
export interface Trip {
  input: DiscoveryInput;
  tools: JobTools;
  guard: RequestGuard;
  proof: LocatorProof;
  session: KeptSession | null;
  startedAt: number;
  untilMs: number;
  watch: Stopwatch;
  pictures: number;
  /** Pages whose accessibility is looked at when all else is read. */
  unchecked: string[];
  /** The window that the app puts over its pages. */
  covers: CoveredPages;
  /** So little is known of the app that a page that leads nowhere may be all of it. */
  knowsLittle(): boolean;
  note(text: string): void;
  /** Takes secrets out of addresses. */
  redact(text: string): string;
}

/** How the next address is read. */
export function readOptions(
  trip: Trip,
  more: Pick<ReadOptions, 'thorough' | 'isBehind' | 'tried' | 'isKnown'>,
): ReadOptions {
  trip.pictures += 1;
  const { input, guard, untilMs, session, note } = trip;
  return {
    limits: input.limits,
    origins: input.origins,
    guard,
    proof: trip.proof.forPage(),
    mayWrite: input.interaction !== 'read',
    outDir: trip.tools.outDir,
    pictureName: `state-${trip.pictures}.jpg`,
    untilMs,
    looksOutside: session?.looksOutside,
    uncover: trip.covers.step(),
    mayBeWhole: trip.knowsLittle(),
    watch: trip.watch,
    note,
    ...more,
  };
}
