import { Fingerprint, Locator } from '@testforge/core';
import { z } from 'zod';

/** What is kept of one use of one locator. `checked`: when it was taken, an expectation held after the action. */
export const Remembered = z.object({ checked: z.boolean().default(false), fingerprint: Fingerprint });
export type Remembered = z.infer<typeof Remembered>;

/** One file a test file, meant to be committed: title of the test → use of a locator → what it found. */
export const FingerprintFile = z.object({
  schemaVersion: z.literal(1),
  tests: z.record(z.string(), z.record(z.string(), Remembered)),
});
export type FingerprintFile = z.infer<typeof FingerprintFile>;

const about = {
  /** Hash of file, test and use: the same drift of the same step has the same id. */
  id: z.string(),
  file: z.string(),
  test: z.string(),
  /** The use: the locator as code, and which use of it in the test. */
  use: z.string(),
  /** As Playwright writes the old locator. */
  old: z.string(),
  confidence: z.number(),
  evidence: z.array(z.string()),
  oldFingerprint: Fingerprint.optional(),
  /** ISO 8601. */
  at: z.string(),
};

/** What is used in the place of a lost locator, because it is sure or because a person said so. */
export const Heal = z.object({
  ...about,
  newLocator: Locator,
  code: z.string(),
  newFingerprint: Fingerprint,
  by: z.enum(['automatic', 'approved']),
});
export type Heal = z.infer<typeof Heal>;

/** What was found for a lost locator. Without `newLocator` there is nothing to approve, and `evidence` says why. */
export const Proposal = z.object({
  ...about,
  newLocator: Locator.optional(),
  code: z.string().optional(),
  newFingerprint: Fingerprint.optional(),
  /** The rule of the verdict table that applied. */
  rule: z.string(),
  ranking: z.array(z.object({ what: z.string(), score: z.number() })),
  status: z.enum(['open', 'rejected']),
});
export type Proposal = z.infer<typeof Proposal>;

export const HealFile = z.object({ schemaVersion: z.literal(1), heals: z.array(Heal) });
export const ProposalFile = z.object({ schemaVersion: z.literal(1), proposals: z.array(Proposal) });

/** What a test tells the reporter, as an attachment. */
export const TestNote = z.object({
  status: z.enum(['healed', 'dropped', 'asked', 'quiet']),
  heals: z.array(Heal),
  proposals: z.array(Proposal),
  /** Elements that could not be remembered, and other things that were left. */
  notes: z.array(z.string()),
});
export type TestNote = z.infer<typeof TestNote>;
