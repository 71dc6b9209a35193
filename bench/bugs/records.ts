import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HealingOutcome } from '@testforge/core';
import { z } from 'zod';
import { treesKey } from './trees-key.js';

export const TestOutcome = z.object({
  key: z.string(),
  title: z.string(),
  category: z.string(),
  /** `environment` also where it was not run. */
  state: z.enum(['passed', ...HealingOutcome.options]),
  rule: z.string().optional(),
  step: z.string().optional(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  /** What its verdict rests on. */
  evidence: z.string().optional(),
  /** Path of the page on which it failed. */
  failedAt: z.string().optional(),
  /** Steps for which another element was proposed. */
  repairs: z.number().optional(),
  /** What a person is asked, where somebody is. */
  asked: z.string().optional(),
  /** Whether the bug had its chance with this test; absent where nobody can tell. */
  met: z.boolean().optional(),
});
export type TestOutcome = z.infer<typeof TestOutcome>;

/** A real bug: one thing that goes wrong, made apart from what tests are tried with. */
export const BugNote = z.object({
  name: z.string(),
  kind: z.string(),
  description: z.string(),
  /** Templates of the pages where a person meets it; null where that may be anywhere. */
  pages: z.array(z.string()).nullable(),
});
export type BugNote = z.infer<typeof BugNote>;

/** How the suite did on one build. A line of a file, so that a bench that was stopped goes on. */
export const BuildRecord = z.object({
  app: z.string(),
  suite: z.string(),
  /** Same name, same build. */
  build: z.string(),
  bug: BugNote.nullable(),
  drifts: z.array(z.string()),
  healing: z.boolean(),
  tests: z.array(TestOutcome),
  trouble: z.string().optional(),
  /** How often an injected bug had its chance; absent for switches of the app's own. */
  fired: z.number().optional(),
  /** How many tests may come to where the bug is, as the chance map says; absent where all were run. */
  chances: z.number().optional(),
  /** Its share of what was run together. */
  executionMs: z.number(),
  healingMs: z.number(),
  load: z.number(),
});
export type BuildRecord = z.infer<typeof BuildRecord>;

/** Where the records of one suite lie. What healing did is of no use once healing is another. */
export interface RecordFiles {
  judged: string;
  healed: string;
  /** What each test asks of the clean app. */
  chances: string;
  /** The suite with each test in a file of its own. */
  apart: string;
}

export const recordFiles = (repositoryDir: string, folder: string): RecordFiles => ({
  judged: join(folder, 'judged.jsonl'),
  chances: join(folder, 'chances.json'),
  apart: join(folder, 'apart.json'),
  healed: join(folder, `healed-${treesKey(repositoryDir, ['libs/healing'])}.jsonl`),
});

export function readRecords(file: string): BuildRecord[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const byBuild = new Map(
    lines.map((line) => {
      const record = BuildRecord.parse(JSON.parse(line));
      return [record.build, record] as const;
    }),
  );
  return [...byBuild.values()];
}

export function writeRecord(file: string, record: BuildRecord): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(record)}\n`);
}
