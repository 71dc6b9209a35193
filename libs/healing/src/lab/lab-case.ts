import { z } from 'zod';
import { actions, type Action } from '../compatible.js';
import { readElement } from './read-fingerprint.js';
import { locatorText } from './read-notation.js';

/** Actions as other tools call them; what is none of these is a click. */
const actionWords: readonly (readonly [RegExp, Action])[] = [
  [/^(?:double |right |long )?(?:click|dblclick|tap|press)\b/, 'click'],
  [/upload|setinputfiles|file/, 'upload'],
  [/check(?!out)|tick|radio|toggle/, 'check'],
  [/select(?!or)|choose|option/, 'select'],
  [/fill|type|input|enter|clear|keys|write/, 'fill'],
  [/hover|mouse/, 'hover'],
  [/read|get|expect|assert|should|verify|text|visible|wait/, 'read'],
];

function readAction(value: unknown): Action {
  const word = String(value ?? '').toLowerCase();
  return (
    actions.find((action) => action === word) ?? actionWords.find(([pattern]) => pattern.test(word))?.[1] ?? 'click'
  );
}

const optional = <T>(schema: z.ZodType<T>) => schema.nullish().catch(null);
/** Whatever it is, and where it is missing. */
const anything = z.unknown().optional();
const asText = z.union([z.string(), z.number().transform(String)]);

/**
 * One case of the lab: what was lost (`baseline`, or only the `failedLocator`), where to look (`html` or `candidates`) and,
 * where they are known, what was on the page when the baseline was taken (`pageBefore`, itself among it) and what is right. `truthIndex: null` means that the target is gone and abstaining is right. Whatever else
 * is missing, null or of another make is not known; a locator may be written in any tool's way.
 */
export const LabCase = z
  .object({
    id: asText.nullish().transform((id) => id ?? ''),
    action: anything.transform(readAction),
    args: anything.transform((args) =>
      args === null || args === undefined ? [] : Array.isArray(args) ? args : [args],
    ),
    testName: optional(asText),
    failedLocator: anything.transform(locatorText),
    baseline: anything.transform((baseline) =>
      baseline && typeof baseline === 'object' ? readElement(baseline) : undefined,
    ),
    pageBefore: optional(z.array(z.unknown().transform(readElement))),
    html: z.string().nullish(),
    candidates: z.array(z.unknown().transform(readElement)).nullish(),
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

type ReadLine = { line: number; case: LabCase } | BadLine;

function readLine(text: string, line: number): ReadLine {
  try {
    return readValue(JSON.parse(text), line);
  } catch (error) {
    return { line, message: `is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function readValue(value: unknown, line: number): ReadLine {
  const parsed = LabCase.safeParse(value);
  // A case without a name goes by its line.
  if (parsed.success) return { line, case: { ...parsed.data, id: parsed.data.id || `line ${line}` } };
  const issues = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  return { line, message: `is no case: ${issues.join('; ')}` };
}

/** The cases of a file that is one JSON list; null where it is none. */
function readList(text: string): unknown[] | null {
  if (!text.trimStart().startsWith('[')) return null;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : null;
  } catch {
    // Lines of lists are no list; each is told by its number.
    return null;
  }
}

/**
 * Reads a file of cases, one JSON object a line, or one list of them, where an entry counts as a line; lines that cannot be
 * read are told by their number, the rest is kept.
 */
export function readCases(text: string): { cases: { line: number; case: LabCase }[]; badLines: BadLine[] } {
  const plain = text.replace(/^\uFEFF/, '');
  const list = readList(plain);
  const read = list
    ? list.map((value, at) => readValue(value, at + 1))
    : plain.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, at + 1)]));
  return {
    cases: read.filter((one) => 'case' in one),
    badLines: read.filter((one) => 'message' in one),
  };
}
