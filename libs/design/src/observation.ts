import { Finding, LedgerEntry, Step, type Locator, type PageSnapshot } from '@testforge/core';
import { z } from 'zod';
import { Draft, type Effect } from './draft.js';

/** Where a draft was looked at: after its last action, where the consequence shows, and when opened again. */
export const checkpointNames = ['after', 'consequence', 'again'] as const;
export type CheckpointName = (typeof checkpointNames)[number];

/** One look at the app. `before` is the page as it was just before; null when there was none. */
export interface Checkpoint {
  name: CheckpointName;
  /** The step after which this was seen. */
  stepKey: string;
  before: PageSnapshot | null;
  page: PageSnapshot;
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
  /** Locators that tell the subject in both carryings-out, the preferred one first. */
  locators: Locator[];
  step: Extract<Step, { kind: 'expect' }>;
}

export const ObserveInput = z.object({
  url: z.string(),
  /** Whose server errors are the app's own. */
  origins: z.array(z.string()),
  drafts: z.array(Draft),
  /** Texts that each known page shows to a new visitor, by path: they are nobody's consequence. */
  familiar: z.record(z.string(), z.array(z.string())),
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
  /** Why there is no test. */
  reason: z.string().optional(),
  findings: z.array(Finding),
  ledger: z.array(LedgerEntry),
  durationMs: z.number(),
});
export type DraftOutcome = z.infer<typeof DraftOutcome>;

/** What the observing job hands out. */
export const ObserveOutput = z.object({ outcomes: z.array(DraftOutcome) });
export type ObserveOutput = z.infer<typeof ObserveOutput>;
