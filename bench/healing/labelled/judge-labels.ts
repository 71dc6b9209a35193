import { countInSnapshot } from '@testforge/browser';
import { Fingerprint, HealingPolicy, type Locator, type PageElement, type PageSnapshot } from '@testforge/core';
import { decide, type Decision, type HealingCase } from '@testforge/healing/lab';
import { similoRank } from '../similo.js';
import { asLocator, type Label, type Labels, type Place } from './labels.js';
import type { PagePair } from './read-app.js';

/** What is known: the element as it was stored alone, or the page as it was too. */
export const regimes = ['alone', 'knowing'] as const;
export type Regime = (typeof regimes)[number];

export interface Outcome {
  /** Of the right element, 0 for the best; null where it is not ranked, or gone. */
  rank: number | null;
  decision: Decision['decision'];
  /** Asked or left alone, and healed all the same in a run where the step's effect is shown. */
  byEffect: boolean;
  why: string;
  first: PageElement | undefined;
}

export interface Judged {
  app: string;
  page: string;
  note: string;
  action: HealingCase['action'];
  old: PageElement;
  /** Null where it is gone. */
  truth: PageElement | null;
  /** The product's own best locator for the old element no longer finds exactly that element. */
  broken: boolean;
  outcomes: Record<Regime, Outcome>;
  /** Rank of the right element by Similo; null where it is gone. */
  similo: number | null;
}

const policy = HealingPolicy.parse({});

/** What a step would do with an element. */
function actionFor({ tag, type, role }: PageElement): HealingCase['action'] {
  if (tag === 'select' || role === 'listbox') return 'select';
  if (tag === 'input' && type === 'file') return 'upload';
  if (/^(checkbox|radio|switch)$/.test(role ?? '')) return 'check';
  const isTyped = tag === 'input' && role === 'combobox';
  return isTyped || tag === 'textarea' || /^(textbox|searchbox|spinbutton)$/.test(role ?? '') ? 'fill' : 'click';
}

/** As the places of a live locator tell it: the XPath within the innermost root, behind its hosts. */
function findsOnly(places: readonly string[], { frame }: Locator, element: PageElement): boolean {
  const parts = places[0]?.split(' >> ') ?? [];
  return (
    places.length === 1 &&
    parts.at(-1) === element.xpath &&
    parts.length - 1 === (element.shadow ?? []).length &&
    frame.join() === (element.frame ?? []).join()
  );
}

/** The one element that a label means. Throws where it finds none, or several. */
function indexOf(place: Place, snapshot: PageSnapshot, where: string): number {
  const found = countInSnapshot(asLocator(place), snapshot);
  const [index] = found;
  if (index === undefined || found.length > 1)
    throw new Error(`${where}: ${JSON.stringify(place)} finds ${found.length} elements`);
  return index;
}

/** The case as the platform would put it: only what other steps of a suite use is not known here. */
const caseOf = (pair: PagePair, element: PageElement, locator: Locator, regime: Regime): HealingCase => ({
  action: actionFor(element),
  lost: Fingerprint.parse(element),
  oldLocator: locator,
  elements: pair.new.elements,
  view: { ownTextCounts: true },
  others: [],
  policy,
  provable: true,
  leftOut: pair.new.leftOut,
  ...(regime === 'knowing' ? { before: pair.old.elements.map((one) => Fingerprint.parse(one)) } : {}),
});

function decideOn(subject: HealingCase, truth: number | null): Outcome {
  const { ranking, decision, byEffect, why } = decide(subject);
  const rank = truth === null ? -1 : ranking.findIndex(({ index }) => index === truth);
  return { rank: rank < 0 ? null : rank, decision, byEffect, why, first: ranking[0]?.fingerprint };
}

function judge(app: string, { page, old, new: now, note }: Label, pairs: readonly PagePair[]): Judged {
  const pair = pairs.find(({ name }) => name === page);
  if (!pair) throw new Error(`${app} has no page “${page}”`);
  const index = indexOf(old, pair.old, `${app}, ${page}, old`);
  const truth = now === null ? null : indexOf(now, pair.new, `${app}, ${page}, new`);
  const [element, right] = [pair.old.elements[index], truth === null ? undefined : pair.new.elements[truth]];
  const locator = pair.locators[index];
  if (!element || !locator) throw new Error(`${app}, ${page}: no suite would have used ${JSON.stringify(old)}`);
  const outcome = (regime: Regime): Outcome => decideOn(caseOf(pair, element, locator, regime), truth);
  return {
    app,
    page,
    note,
    action: actionFor(element),
    old: element,
    truth: right ?? null,
    broken: !right || !findsOnly(pair.found[index] ?? [], locator, right),
    outcomes: { alone: outcome('alone'), knowing: outcome('knowing') },
    similo: truth === null ? null : similoRank(Fingerprint.parse(element), pair.new.elements, truth),
  };
}

/**
 * Puts each labelled element through the decision that the product makes. Throws, with all of them, where labels do not
 * point at exactly one element in either release.
 */
export function judgeLabels({ app, labels }: Labels, pairs: readonly PagePair[]): Judged[] {
  const faults: string[] = [];
  const judged = labels.flatMap((label) => {
    try {
      return [judge(app, label, pairs)];
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
      return [];
    }
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return judged;
}
