import { Fingerprint } from '@testforge/core';
import { z } from 'zod';
import { actions } from '../compatible.js';

const withoutNulls = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))
    : value;

/** A fingerprint of which any field may be missing, the tag too; a field that is null is missing. */
const AnyFingerprint = z.preprocess(
  withoutNulls,
  Fingerprint.partial().extend({
    tag: z.string().default(''),
    interactive: z.boolean().optional(),
    repeated: z.boolean().optional(),
    group: z.string().optional(),
  }),
);

/**
 * One case of the lab: what was lost (`baseline`, or only the `failedLocator`), where to look (`html` or `candidates`) and,
 * where it is known, what is right. `truthIndex: null` means that the target is gone and abstaining is right.
 */
export const LabCase = z
  .object({
    id: z.coerce.string(),
    action: z.enum(actions).default('click'),
    args: z.array(z.unknown()).nullish(),
    testName: z.string().nullish(),
    failedLocator: z.string().nullish(),
    baseline: AnyFingerprint.nullish(),
    html: z.string().nullish(),
    candidates: z.array(AnyFingerprint).nullish(),
    truthCss: z.string().nullish(),
    truthIndex: z.number().int().nonnegative().nullish(),
  })
  .refine(({ html, candidates }) => typeof html === 'string' || Array.isArray(candidates), {
    message: 'needs “html” or “candidates”',
  })
  .refine(({ baseline, failedLocator }) => !!baseline || !!failedLocator, {
    message: 'needs “baseline” or “failedLocator”',
  });
export type LabCase = z.infer<typeof LabCase>;

export interface LabRank {
  css?: string;
  index?: number;
  score: number;
  strategies: Record<string, number>;
}

/** What the healer says of one case; `right` is the rank of the right element, 0 for the best, null where it is not ranked. */
export interface LabResult {
  id: string;
  decision: 'heal' | 'ask' | 'abstain';
  why: string;
  chosenCss?: string;
  chosenIndex?: number;
  confidence: number;
  ranking: LabRank[];
  /** Milliseconds the decision took, without reading the page. */
  ms: number;
}

export interface BadLine {
  line: number;
  message: string;
}

function readLine(text: string, line: number): { line: number; case: LabCase } | BadLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { line, message: `is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const parsed = LabCase.safeParse(value);
  if (parsed.success) return { line, case: parsed.data };
  const issues = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  return { line, message: `is no case: ${issues.join('; ')}` };
}

/** Reads a file of cases, one JSON object a line; lines that cannot be read are told by their number, the rest is kept. */
export function readCases(text: string): { cases: { line: number; case: LabCase }[]; badLines: BadLine[] } {
  const read = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, at + 1)]));
  return {
    cases: read.filter((one) => 'case' in one),
    badLines: read.filter((one) => 'message' in one),
  };
}
