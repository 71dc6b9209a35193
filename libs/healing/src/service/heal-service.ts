import { PageSnapshot, locatorCode, type HealDecision, type HealProposal, type HealRequest } from '@testforge/core';
import type { BrowserJobs } from '@testforge/browser';
import { decideCase, isKnown, toElement, type LabElement } from '../lab/decide-case.js';
import { LabCase } from '../lab/lab-case.js';
import { readElement } from '../lab/read-fingerprint.js';
import { locateAlone } from '../propose.js';
import { readAriaSnapshot } from './read-aria-snapshot.js';
import { readFailure } from './read-failure.js';
import type { GivenPage } from './read-page.js';

export interface HealServiceDeps {
  jobs: Pick<BrowserJobs, 'run'>;
}

export interface HealService {
  /**
   * Decides on a broken step of a test that TestForge did not make. A page that was sent as HTML is shown in the sandbox,
   * without scripts and network. Without a stored fingerprint that tells the element from others the decision is never
   * `heal`. Throws what `BrowserJobs.run` throws; the request must
   * tell its target (`tellsTarget`).
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

/** Whether it can be told what the step looked for. Without that there is nothing to decide. */
export const tellsTarget = (request: HealRequest): boolean =>
  request.baseline !== undefined || lostStepOf(request).failedLocator !== undefined;

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
  async function readHtml(given: GivenPage, signal: AbortSignal | undefined): Promise<PageSnapshot> {
    const result = await jobs.run({
      entry: 'libs/healing/src/service/job.ts',
      input: given,
      output: PageSnapshot,
      origins: [],
      limits: { wallMs: readingMs },
      ...(signal ? { signal } : {}),
    });
    await result.dispose();
    return result.output;
  }

  return {
    async decide(request, { signal } = {}) {
      const lab = caseOf(request);
      const page =
        request.html !== undefined
          ? await readHtml({ html: request.html }, signal)
          : withElements(
              request.ariaSnapshot !== undefined
                ? readAriaSnapshot(request.ariaSnapshot)
                : (request.candidates ?? []).map((candidate) => toElement(readElement(candidate) as LabElement)),
            );
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
