import {
  Access,
  Finding,
  LedgerEntry,
  LogIn,
  PageSnapshot,
  Probed,
  Step,
  type Locator,
  type Target,
} from '@testforge/core';
import { z } from 'zod';
import { Draft, type Effect } from './draft.js';
import { ProbePlan } from './probes/plan-probes.js';
import type { DayOrder } from './effects/day-order.js';
import type { OwnText } from './own-value.js';

/**
 * Where a draft was looked at: after its last action, where the consequence shows, where what was entered is shown once more before it counts, where a making over several pages ended,
 * where the record it made is listed, and
 * when opened again; the next part of a list, the way out of a cart; its record opened to be changed, after that, that opened
 * again, its form once more, where deleting it led, after it was deleted, and after a second one was; outside of the account that was left, and after coming back.
 */
export const checkpointNames = [
  'after',
  'consequence',
  'reviewed',
  'made',
  'found',
  'again',
  'searched',
  'noted',
  'next',
  'checkout',
  'opened',
  'changed',
  'kept',
  'reopened',
  'deleted',
  'gone',
  'cleared',
  'outside',
  'returned',
] as const;
export type CheckpointName = (typeof checkpointNames)[number];

/** One look at the app. `before` is the page as it was just before; null when there was none. */
export interface Checkpoint {
  name: CheckpointName;
  /** The step after which this was seen. */
  stepKey: string;
  before: PageSnapshot | null;
  page: PageSnapshot;
  /** What this carrying-out made or remembered, and should find here. */
  own?: OwnText[];
  /** The number that was typed on the way here. */
  typed?: number;
  /** What was entered on the way here, beside what the draft itself enters. */
  entered?: Step[];
  /** By which days the list stands in order, as a change of one of them showed. */
  inDays?: DayOrder;
  /** By what the record's row was known when it was still there. */
  row?: Target;
}

/** What one carrying-out of a draft saw. */
export interface Observation {
  checkpoints: Checkpoint[];
  /** What was typed where the draft asks for something new. */
  uniqueValues: string[];
}

/** One thing that could be asserted after a step; the higher the rank, the more it says. */
export interface Check {
  effect: Effect;
  checkpoint: CheckpointName;
  afterStep: string;
  rank: number;
  /** True of a page on which nothing happened as well. */
  weak: boolean;
  /** Steps of the kind `remember` that the check needs before it. */
  before?: Extract<Step, { kind: 'remember' }>[];
  /** Locators that tell the subject in both carryings-out, the preferred one first. */
  locators: Locator[];
  step: Extract<Step, { kind: 'expect' }>;
}

export const ObserveInput = z.object({
  url: z.string(),
  /** Whose server errors are the app's own. */
  origins: z.array(z.string()),
  /** How the app is entered, and by which steps; secret. */
  access: Access,
  logIn: LogIn.optional(),
  /** By which steps each further log-in enters it. */
  roles: z.record(z.string(), LogIn).default({}),
  drafts: z.array(Draft),
  /** Texts that each known page shows to a new visitor, by path: they are nobody's consequence. */
  familiar: z.record(z.string(), z.array(z.string())),
  /** What several kinds of page show: it tells none from the others. */
  shared: z
    .object({
      headings: z.array(z.string()),
      titles: z.array(z.string()),
      features: z.array(z.string()),
      frame: z.array(z.string()).default([]),
      everywhere: z.array(z.string()).default([]),
      rows: z.array(z.string()).default([]),
      menus: z.array(z.string()).default([]),
      ofKind: z.record(z.string(), z.array(z.string())).default({}),
    })
    .default({ headings: [], titles: [], features: [], frame: [], everywhere: [], rows: [], menus: [], ofKind: {} }),
  /** What exploring saw of pages that are only opened, by the draft's key: their first look. */
  seen: z.record(z.string(), PageSnapshot).default({}),
  /** Signs of what goes wrong on pages that are only opened, see `knownFaults`. */
  knownFaults: z.array(z.string()).default([]),
  /** What is probed of an app whose owner allows it. */
  probes: ProbePlan.optional(),
  limits: z.object({
    parallel: z.number().int(),
    designMs: z.number(),
    actionTimeoutMs: z.number(),
    pageTimeoutMs: z.number(),
  }),
});
export type ObserveInput = z.infer<typeof ObserveInput>;

/** What became of one draft. */
export const DraftOutcome = z.object({
  key: z.string(),
  /** Checks, and further looks with theirs, to stand behind the draft's own steps; null when there is no test. */
  added: z.array(Step).nullable(),
  /** Which of the draft's other ways (`watch.instead`) was the one that worked; absent: its own steps. */
  instead: z.number().int().min(0).optional(),
  /** Why there is no test. */
  reason: z.string().optional(),
  findings: z.array(Finding),
  ledger: z.array(LedgerEntry),
  durationMs: z.number(),
});
export type DraftOutcome = z.infer<typeof DraftOutcome>;

/** What came of the probes. */
export const ProbeOutcome = z.object({
  findings: z.array(Finding),
  ledger: z.array(LedgerEntry),
  probed: Probed,
});
export type ProbeOutcome = z.infer<typeof ProbeOutcome>;

/** What the observing job hands out. */
export const ObserveOutput = z.object({ outcomes: z.array(DraftOutcome), probes: ProbeOutcome.optional() });
export type ObserveOutput = z.infer<typeof ObserveOutput>;
