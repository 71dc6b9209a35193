import {
  AppError,
  locatorCode,
  type HealDecision,
  type HealProposal,
  type HealRequest,
  type PageSnapshot,
} from '@testforge/core';
import type { BrowserJobs } from '@testforge/browser';
import { decideCase, isKnown, toElement, type LabElement } from '../lab/decide-case.js';
import { LabCase } from '../lab/lab-case.js';
import { readElement } from '../lab/read-fingerprint.js';
import { locateAlone } from '../propose.js';
import { readAriaSnapshot } from './read-aria-snapshot.js';
import { readFailure } from './read-failure.js';
import { PageThatWasRead, type GivenPage } from './given-page.js';

export interface HealServiceDeps {
  jobs: Pick<BrowserJobs, 'run'>;
}

export interface HealService {
  /**
   * Decides on a broken step of a test that TestForge did not make. A page that was sent as HTML or in a trace is shown in the
   * sandbox, without scripts and network. Without a stored fingerprint that tells the element from others the decision is
   * never `heal`. Throws what `BrowserJobs.run` throws, and what `readTrace` throws; the request must tell its target
   * (`tellsTarget`).
   */
  decide(request: HealRequest, options?: { signal?: AbortSignal }): Promise<HealDecision>;
}

/** Proposals that are told, best first. */
const toldProposals = 10;
/** For one page; a browser's start included. */
const readingMs = 90_000;

const withElements = (elements: readonly LabElement[]): PageSnapshot => ({
  url: '',
  title: '',
  elements: [...elements],
  headings: [],
  landmarks: [],
  forms: [],
  links: [],
  lists: [],
  messages: [],
  structureHash: '',
  leftOut: 0,
});

/** What the step did and looked for: what the request does not say is read from the error. */
function lostStepOf({ error = '', action, failedLocator }: HealRequest) {
  const read = readFailure(error);
  return { action: action ?? read.action, failedLocator: failedLocator ?? read.locator };
}

const namesTarget = (request: HealRequest): boolean =>
  request.baseline !== undefined || lostStepOf(request).failedLocator !== undefined;

/** Whether it can be told what the step looked for, which a trace says itself. Without that there is nothing to decide. */
export const tellsTarget = (request: HealRequest): boolean => request.trace !== undefined || namesTarget(request);

const caseOf = ({ args, testName, baseline, ...request }: HealRequest): LabCase =>
  LabCase.parse({ args, testName, baseline, candidates: [], ...lostStepOf(request) });

function proposalsOf(
  page: PageSnapshot,
  ranking: ReturnType<typeof decideCase>['decision']['ranking'],
): HealProposal[] {
  return ranking.slice(0, toldProposals).map(({ index, score, strategies, fingerprint: { name, text } }) => {
    const locator = locateAlone(index, page);
    return { locator: locator ? locatorCode(locator) : null, index, name: name || text || '', score, strategies };
  });
}

/** Healing for tests that were not made here. */
export function createHealService({ jobs }: HealServiceDeps): HealService {
  async function readPage(given: GivenPage, signal: AbortSignal | undefined): Promise<PageThatWasRead> {
    const result = await jobs.run({
      entry: 'libs/healing/src/service/job.ts',
      input: given,
      output: PageThatWasRead,
      origins: [],
      limits: { wallMs: readingMs },
      ...(signal ? { signal } : {}),
    });
    await result.dispose();
    return result.output;
  }

  /** The page, and the request with what the page's trace says of its failed step, where the request does not. */
  async function look(request: HealRequest, signal: AbortSignal | undefined) {
    const { html, trace, ariaSnapshot, candidates = [] } = request;
    if (html !== undefined) return { request, page: (await readPage({ html }, signal)).page };
    if (trace !== undefined) {
      const { page, ...said } = await readPage({ trace }, signal);
      return { request: { ...said, ...request }, page };
    }
    const elements =
      ariaSnapshot !== undefined
        ? readAriaSnapshot(ariaSnapshot)
        : candidates.map((candidate) => toElement(readElement(candidate) as LabElement));
    return { request, page: withElements(elements) };
  }

  return {
    async decide(asked, { signal } = {}) {
      const { page, request } = await look(asked, signal);
      if (!namesTarget(request))
        throw new AppError('invalid', 'heal.no_target', 'It cannot be told what the step looked for.');
      const lab = caseOf(request);
      const { decision } = decideCase(lab, page.elements, page.leftOut);
      const unknown = decision.decision === 'heal' && !isKnown(lab.baseline);
      return {
        decision: unknown ? 'ask' : decision.decision,
        why: unknown ? `${decision.why}; there is no stored fingerprint of the element` : decision.why,
        confidence: decision.confidence,
        failedLocator: lab.failedLocator ?? null,
        action: lab.action,
        proposals: proposalsOf(page, decision.ranking),
      };
    },
  };
}
