import type { AppModel, TestCase } from '@testforge/core';
import type { Draft } from '../draft.js';
import { anyOf } from '../list-words.js';
import { adminPanel } from './admin-panel.js';
import { content } from './content.js';
import { eCommerce } from './e-commerce.js';
import { finance } from './finance.js';
import { healthCare } from './health-care.js';
import type { Industry, IndustryFlow, Words } from './industry.js';
import { saas } from './saas.js';

export const industries: readonly Industry[] = [eCommerce, saas, content, finance, healthCare, adminPanel];

/** So many different signs, and so many more than the next kind shows. */
const fewestSigns = 4;
const leastLead = 2;

const patterns = (words: Words): string[] => [words.en, words.de, words.fr, words.es].flat();

const spaced = (text: string): string =>
  text
    .split(/[?#]/)[0]
    ?.split(/[/_.+-]+/)
    .filter((part) => !part.startsWith(':'))
    .join(' ')
    .trim() ?? '';

/** What the app itself says: addresses, controls and forms. Rows, headings and texts are data, which may speak of anything. */
export function interfaceWords({ states }: Pick<AppModel, 'states'>): string[] {
  const said = states.flatMap(({ template, snapshot }) => [
    spaced(template),
    ...snapshot.elements
      .filter(({ interactive, repeated, visible }) => interactive && !repeated && visible !== false)
      .flatMap(({ name, label }) => [name ?? '', label ?? '']),
    ...snapshot.forms.flatMap(({ label, fields }) => [label, ...fields.map((field) => field.label)]),
  ]);
  return [...new Set(said.filter((text) => text !== '' && text.length < 80))];
}

export interface ToldIndustry {
  industry: Industry;
  /** The words that told it. */
  evidence: string[];
}

/** Which kind of app this is; null where its words leave that open. */
export function tellIndustry(model: Pick<AppModel, 'states'>): ToldIndustry | null {
  const said = interfaceWords(model);
  const [first, second] = industries
    .map((industry) => ({
      industry,
      evidence: patterns(industry.signs).flatMap((pattern) => said.find((text) => anyOf(pattern).test(text)) ?? []),
    }))
    .map(({ industry, evidence }) => ({ industry, evidence: [...new Set(evidence)] }))
    .sort((a, b) => b.evidence.length - a.evidence.length);
  if (first === undefined || first.evidence.length < fewestSigns) return null;
  return first.evidence.length - (second?.evidence.length ?? 0) < leastLead ? null : first;
}

const isAbout = ({ words }: IndustryFlow, texts: readonly string[]): boolean => {
  const pattern = anyOf(...patterns(words));
  return texts.some((text) => pattern.test(text));
};

const textsOf = ({ title, pages, flow }: Pick<TestCase, 'title' | 'pages' | 'flow'>): string[] => [
  title,
  flow,
  ...pages.map(spaced),
];

/** Pages that are only opened say little of a flow, and what the log-in is for is known already. */
const isRaised = ({ category, setup }: Draft): boolean => category === 'functional' && setup === undefined;

/** The draft with the priority that its flow has in this kind of app, where that is higher, and why. */
export function weighDraft(draft: Draft, { industry }: ToldIndustry): Draft {
  if (!isRaised(draft)) return draft;
  const flow = industry.flows.find((each) => each.priority < draft.priority && isAbout(each, textsOf(draft)));
  return flow === undefined ? draft : { ...draft, priority: flow.priority, reason: flow.reason };
}

/** What this kind of app usually has and none of these tests is about, and whether it was seen. */
export function usualLeftOut(
  { industry }: ToldIndustry,
  model: Pick<AppModel, 'states'>,
  tests: readonly Pick<TestCase, 'title' | 'pages' | 'flow' | 'category'>[],
): { key: string; title: string; reason: string }[] {
  const covered = tests.filter(({ category }) => category !== 'smoke').flatMap(textsOf);
  const said = interfaceWords(model);
  return industry.flows
    .filter((flow) => !isAbout(flow, covered))
    .map((flow) => ({
      key: `usual--${industry.name}--${flow.name}`.replaceAll(' ', '-').toLowerCase(),
      title: `Usual in ${industry.called}: ${flow.name}`,
      reason: `${isAbout(flow, said) ? 'The app speaks of it, but no test is about it' : 'Nothing of it was seen'}. ${flow.reason}`,
    }));
}
