import { decideCase, toElement, type LabElement } from './decide-case.js';
import type { Decision } from '../decide.js';
import type { BadLine, LabCase, LabResult } from './lab-case.js';
import type { PageReader } from './page-reader.js';
import type { Weighed } from './summarise.js';

const shownRanks = 10;

interface Answer {
  weighed: Weighed;
  line: number;
}

const truthOf = ({ truthIndex, truthCss }: LabCase): Weighed['truth'] =>
  typeof truthIndex === 'number' || typeof truthCss === 'string'
    ? 'present'
    : truthIndex === null || truthCss === null
      ? 'gone'
      : 'unknown';

function weigh(
  lab: LabCase,
  { decision, ms }: { decision: Decision; ms: number },
  right: readonly number[],
  selectors: readonly (string | null)[] | null,
): Weighed {
  const ranking = decision.ranking.slice(0, shownRanks).map(({ index, score, strategies }, at) => ({
    ...(selectors ? { css: selectors[at] ?? '' } : { index }),
    score,
    strategies,
  }));
  const best = decision.ranking[0];
  const chosen = decision.decision === 'abstain' || !best ? null : best;
  const rank = decision.ranking.findIndex(({ index }) => right.includes(index));
  const result: LabResult = {
    id: lab.id,
    decision: decision.decision,
    why: decision.why,
    ...(chosen && selectors?.[0] ? { chosenCss: selectors[0] } : {}),
    ...(chosen && !selectors ? { chosenIndex: chosen.index } : {}),
    confidence: decision.confidence,
    ranking,
    ms: Math.round(ms * 100) / 100,
  };
  return { case: lab, result, truth: truthOf(lab), rank: rank < 0 ? null : rank };
}

async function answerPage(lab: LabCase, html: string, reader: PageReader): Promise<Weighed> {
  const { elements, leftOut, truth } = await reader.read(html, lab.truthCss ?? null);
  const decided = decideCase(lab, elements, leftOut);
  const best = decided.decision.ranking.slice(0, shownRanks).map(({ fingerprint }) => fingerprint);
  const right = truth ?? (typeof lab.truthIndex === 'number' ? [lab.truthIndex] : []);
  return weigh(lab, decided, right, await reader.selectors(best));
}

function answerCandidates(lab: LabCase, candidates: readonly LabElement[]): Weighed {
  const right = typeof lab.truthIndex === 'number' ? [lab.truthIndex] : [];
  return weigh(lab, decideCase(lab, candidates), right, null);
}

export interface LabRun {
  weighed: Weighed[];
  badLines: BadLine[];
}

/**
 * Decides every case, in the order given. A case that cannot be read is told by its line; the others are decided all the
 * same. The browser is opened when the first page comes.
 */
export async function runLab(
  cases: readonly { line: number; case: LabCase }[],
  openReader: () => Promise<PageReader>,
): Promise<LabRun> {
  const answers: Answer[] = [];
  const badLines: BadLine[] = [];
  const pages = openOnce(openReader);
  // Cases of one page follow each other, so that each page is read once.
  const ordered = [...cases].sort((a, b) => compareTexts(a.case.html ?? '', b.case.html ?? '') || a.line - b.line);
  for (const { line, case: lab } of ordered) {
    try {
      const weighed = lab.candidates
        ? answerCandidates(lab, lab.candidates.map(toElement))
        : await answerPage(lab, lab.html ?? '', await pages.reader());
      answers.push({ line, weighed });
    } catch (error) {
      badLines.push({ line, message: `could not be decided: ${firstLine(error)}` });
      // A page that broke its browser must not break the next case.
      if (!lab.candidates) await pages.close();
    }
  }
  await pages.close();
  return { weighed: answers.sort((a, b) => a.line - b.line).map(({ weighed }) => weighed), badLines };
}

const firstLine = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);

/** One browser for all pages, opened when the first page comes, and anew after it was closed. */
function openOnce(open: () => Promise<PageReader>) {
  let opened: PageReader | undefined;
  return {
    reader: async () => (opened ??= await open()),
    close: async () => {
      const closing = opened;
      opened = undefined;
      await closing?.close();
    },
  };
}

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
