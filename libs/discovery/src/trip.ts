import type { JobTools } from '@testforge/browser';
import type { RequestGuard } from './guard-requests.js';
import type { DiscoveryInput } from './job-input.js';
import type { KeptSession } from './log-in/keep-session.js';
import type { LocatorProof } from './prove-locators.js';
import type { ClickStep, ReadOptions } from './read-state.js';
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
  /** Closes the window that the app puts over its pages. */
  uncover: ClickStep | null;
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
    uncover: trip.uncover,
    watch: trip.watch,
    note,
    ...more,
  };
}
