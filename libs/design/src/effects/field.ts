import type { PageElement, PageSnapshot, Step } from '@testforge/core';
import { agreedElement, fieldWords, makeCheck, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';

const most = 5;
const rank = 78;
/** What took the place of something else says more than what only stayed. */
const rankOfChanged = 80;

const isNumber = /^-?\d+(?:[.,]\d+)?$/;

const silent: readonly string[] = ['hidden', 'password', 'submit', 'button', 'checkbox', 'radio'];

/** What the draft entered, and what was entered on the way to where it is looked at. */
const enteringSteps = ({ draft, a }: CheckpointPair): Step[] => [...draft.steps, ...(a.entered ?? [])];

/** Values that were typed or chosen as they stand, by the field's `name` or label. */
function enteredValues(steps: readonly Step[]): Map<string, string> {
  const entered = new Map<string, string>();
  for (const step of steps) {
    if ((step.kind !== 'fill' && step.kind !== 'select') || step.value.kind !== 'literal' || step.value.value === '')
      continue;
    for (const name of [step.target.fingerprint.nameAttr, step.target.fingerprint.label])
      if (name !== undefined) entered.set(name.toLowerCase(), step.value.value);
  }
  return entered;
}

/** The value behind what a select offers under a label. A mere number is a row of the app's data. */
function offeredAs({ forms }: PageSnapshot, index: number, label: string): string | undefined {
  const field = forms.flatMap(({ fields }) => fields).find(({ element }) => element === index);
  const value = field?.options?.find((option) => option.label.trim() === label)?.value;
  return value === undefined || /^\d+$/.test(value) ? undefined : value;
}

const isTicked = ({ type, attributes, visible }: PageElement): boolean =>
  type === 'checkbox' && visible !== false && attributes?.['checked'] === 'true';

const tickedBy = (steps: readonly Step[]): Set<string | undefined> =>
  new Set(
    steps.flatMap((step) =>
      step.kind === 'check' ? [step.target.fingerprint.nameAttr ?? step.target.fingerprint.label] : [],
    ),
  );

/** A box that was ticked is so still. */
function tickedChecks(pair: CheckpointPair): Check[] {
  const ticked = tickedBy(enteringSteps(pair));
  const last = tickedBy(pair.a.entered ?? []);
  return pair.a.page.elements.flatMap((element, index): Check[] => {
    const name = element.nameAttr ?? element.label;
    if (name === undefined || !ticked.has(name) || !isTicked(element)) return [];
    const found = agreedElement(pair, index, { avoidOwnText: false });
    if (found === null || !isTicked(found.b)) return [];
    const expectation = { matcher: 'toBeChecked' as const, expected: true };
    const worth = last.has(name) ? rankOfChanged : rank;
    return [makeCheck(pair, 'field', worth, expectation, { found, name: fieldWords(element) || name })];
  });
}

const inDigits = (text: string): number => Number(text.replace(',', '.'));

/** As it was typed, or the same number written otherwise: “3” is “3.00” once it was kept. */
const holds = (value: string, said: string): boolean =>
  value === said || ([value, said].every((each) => isNumber.test(each)) && inDigits(value) === inDigits(said));

/** What was typed, chosen or ticked, found again in a field of another page or of the same page opened again. */
export function fieldChecks(pair: CheckpointPair): Check[] {
  if (pair.a.name === 'after') return [];
  return [...tickedChecks(pair), ...valueChecks(pair)].sort((a, b) => b.rank - a.rank).slice(0, most);
}

/** What the field held before anything was entered says nothing when it holds that again. */
const heldBefore = ({ draft }: CheckpointPair, { nameAttr, label }: PageElement, value: string): boolean =>
  draft.steps.some(
    (step) =>
      step.kind === 'select' &&
      step.target.fingerprint.value === value &&
      (nameAttr === undefined
        ? step.target.fingerprint.label === label
        : step.target.fingerprint.nameAttr === nameAttr),
  );

const saidOf = (entered: ReadonlyMap<string, string>, { nameAttr = '', label = '' }: PageElement) =>
  entered.get(nameAttr.toLowerCase()) ?? entered.get(label.toLowerCase());

/** What was entered last before all else: whether it took the place of the old is what is asked. */
function valueChecks(pair: CheckpointPair): Check[] {
  const entered = enteredValues(enteringSteps(pair));
  const last = enteredValues(pair.a.entered ?? []);
  return pair.a.page.elements
    .map((element, index) => ({ element, index, isLast: saidOf(last, element) !== undefined }))
    .sort((a, b) => Number(b.isLast) - Number(a.isLast))
    .flatMap(({ element, index, isLast }): Check[] => {
      if (!['input', 'textarea', 'select'].includes(element.tag) || silent.includes(element.type ?? '')) return [];
      const said = saidOf(entered, element);
      const value = said !== undefined && element.tag === 'select' ? offeredAs(pair.a.page, index, said) : said;
      if (value === undefined || element.value === undefined || !holds(element.value, value)) return [];
      const found = agreedElement(pair, index, { avoidOwnText: false });
      if (found === null || found.b.value !== element.value) return [];
      const expectation = { matcher: 'toHaveValue' as const, expected: element.value };
      const name = fieldWords(element) || tidy(element.nameAttr);
      const check = makeCheck(pair, 'field', isLast ? rankOfChanged : rank, expectation, { found, name });
      return [heldBefore(pair, element, element.value) ? { ...check, weak: true } : check];
    })
    .slice(0, most);
}
