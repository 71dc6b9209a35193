import {
  contentHash,
  locatorWords,
  type FailureSnapshot,
  type HealingProposal,
  type Question,
  type Step,
  type TestCase,
} from '@testforge/core';
import { findNewWording } from './message-place.js';
import type { PageBefore } from './page-before.js';
import { newAddressOf } from './readdressed.js';
import { lostKey } from './same-drift.js';
import { hasTarget, type TargetedStep } from './subject.js';
import type { StepJudgement } from './verdict.js';

/** Rules about a text that is asserted, which only a person may change. */
const aboutTexts = ['drift.reworded', 'drift.other_message', 'drift.wording_repeated', 'drift.title_reworded'];

export interface Asked {
  test: TestCase;
  /** The step that failed. */
  step: Step | null;
  snapshot: FailureSnapshot | null;
  /** The app's pages as they were. */
  pagesBefore?: readonly PageBefore[] | undefined;
}

const nameOf = ({ fingerprint: { name, text } }: HealingProposal['ranking'][number]): string => name ?? text ?? '';
const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** A repair that somebody may approve: the same element, and the same thing in its place. */
export function askAboutHeal(heal: HealingProposal): Question {
  const before = locatorWords(heal.oldLocator);
  if (!heal.newLocator) return { cause: `lost ${lostKey(heal)}`, words: `What became of ${before}?` };
  const after = locatorWords(heal.newLocator);
  const cause = `moved ${contentHash([lostKey(heal), heal.newLocator])}`;
  return { cause, words: `Is ${after} what ${before} was?`, before, after };
}

const textOf = (step: Extract<Step, { kind: 'expect' }>): string => {
  const { expected, foundBy } = step.expectation;
  return foundBy ?? (typeof expected === 'string' ? expected : step.title);
};

function askAboutText({ test, step, snapshot }: Asked, rule: string): Question | undefined {
  if (step?.kind !== 'expect' || !snapshot) return undefined;
  const { target } = step;
  const found = target ? findNewWording(test, { ...step, target }, snapshot.page) : null;
  const isTitle = rule === 'drift.title_reworded';
  const after = isTitle ? snapshot.page.title : (found?.name ?? found?.text);
  const before = textOf(step);
  const role = isTitle ? 'title' : target?.fingerprint.role === 'heading' ? 'heading' : 'text';
  if (!after || rule === 'drift.wording_repeated')
    return {
      cause: contentHash([rule, role, before]),
      words: `The ${role} “${before}” is not there as it was: is that intended?`,
    };
  const words = `The ${role} “${before}” now reads “${after}”: is that intended?`;
  return { cause: contentHash(['wording', role, before, after]), words, before, after };
}

const withoutLastSlash = (path: string): string => path.replace(/\/$/, '');

/** Names of the parameters of an address, whose values say nothing of how it is written. */
const namesIn = (address: string): string[] => [
  ...new URLSearchParams(address.split('#')[0]?.split('?')[1] ?? '').keys(),
];

/** One change of the app's, in however many of its addresses and links it is seen: a slash at the end that went or came. */
function askAboutLastSlash(before: string, after: string): Question | undefined {
  const [had, has] = [before, after].map((address) => (address.split(/[?#]/)[0] ?? '').endsWith('/'));
  if (had === has) return undefined;
  const what = had ? 'have lost their last slash' : 'have gained a last slash';
  return {
    cause: `addresses ${what}`,
    words: `Addresses ${what}, such as “${before}”, which is now written “${after}”: is that intended?`,
    before,
    after,
  };
}

function askAboutAddress({ step, snapshot }: Asked): Question | undefined {
  if (step?.kind !== 'expect' || !snapshot || !URL.canParse(snapshot.url)) return undefined;
  const { pathname, search } = new URL(snapshot.url);
  const [before, after] = [textOf(step), `${pathname}${search}`];
  const slash = namesIn(before).join() === namesIn(after).join() ? askAboutLastSlash(before, after) : undefined;
  if (slash) return slash;
  const cause = contentHash(['address', before.split('?')[0], namesIn(before), namesIn(after), after.endsWith('/')]);
  return { cause, words: `The address “${before}” is now written “${after}”: is that intended?`, before, after };
}

function askAboutLink({ test, step, snapshot, pagesBefore }: Asked): Question | undefined {
  const found = newAddressOf(test, step, snapshot, pagesBefore);
  if (step?.kind !== 'expect' || found === null) return undefined;
  const { path: after, ledOn } = found;
  const [name, before] = [step.expectation.foundBy ?? '', String(step.expectation.expected)];
  const slash = withoutLastSlash(before) === withoutLastSlash(after) ? askAboutLastSlash(before, after) : undefined;
  if (slash) return slash;
  const cause = contentHash(['link', before, after]);
  const words = ledOn
    ? `The link “${name}” leads straight to “${after}” now, and not by way of “${before}”: is that intended?`
    : `The link “${name}” leads to “${after}” now, and not to “${before}”: is that intended?`;
  return {
    cause,
    words,
    before,
    after,
  };
}

/** That the very thing is there and out of reach may be the fault. */
function unusable({ fingerprint: { visible, enabled } }: HealingProposal['ranking'][number]): string {
  if (visible === false) return ', which is there but not shown';
  return enabled === false ? ', which is there but cannot be used' : '';
}

/** What is missing, by its name where it has one, and what came nearest to it. */
function askAboutLost({ target }: TargetedStep, { snapshot }: Asked, { proposal }: StepJudgement): Question {
  const { locator, fingerprint } = target;
  const key = lostKey({ oldLocator: locator, oldFingerprint: fingerprint });
  const code = locatorWords(locator);
  const named = fingerprint.name && !code.includes(fingerprint.name) ? `“${fingerprint.name}” (${code})` : code;
  const nearest = proposal?.ranking[0];
  const like = nearest && nameOf(nearest) ? `; most like it is “${nameOf(nearest)}”${unusable(nearest)}` : '';
  const where = snapshot ? ` on ${pathOf(snapshot.url)}` : '';
  return {
    cause: `lost ${key}`,
    words: `${named.charAt(0).toUpperCase()}${named.slice(1)} is not found${where} any more${like}: was it taken away on purpose?`,
  };
}

/** What a person is asked about a failure that waits, or that waits where the build has drifted much; alike for one cause. */
export function askQuestion(asked: Asked, judgement: StepJudgement): Question | undefined {
  const { rule, proposal, evidence } = judgement;
  if (proposal?.newLocator) return askAboutHeal(proposal);
  if (aboutTexts.includes(rule)) return askAboutText(asked, rule);
  if (rule === 'drift.address_written_otherwise') return askAboutAddress(asked);
  if (rule === 'drift.link_readdressed') return askAboutLink(asked);
  if (rule === 'drift.redesign')
    return {
      cause: `${rule} ${pathOf(asked.snapshot?.url ?? '')}`,
      words: `${evidence[0] ?? rule}: is that intended?`,
    };
  return asked.step && hasTarget(asked.step) ? askAboutLost(asked.step, asked, judgement) : undefined;
}
