import type { PageElement, Target } from '@testforge/core';
import { leansOn, textOf, tidy, type AgreedElement, type CheckpointPair } from '../checkpoint-pair.js';

const inWords = (testId: string): string => testId.replace(/[-_]+/g, ' ').trim();

/** How the thing is called in whose row or card an element stands, where that is the scenario's own thing. */
export function ownRow(pair: CheckpointPair, element: PageElement): string | undefined {
  const row = element.group === undefined ? undefined : pair.a.page.elements[Number(element.group)];
  if (row === undefined) return undefined;
  const mention = pair.draft.watch.mentions.find((each) => textOf(row).includes(tidy(each)));
  const own = (pair.a.own ?? []).find(({ text }) => text !== '' && textOf(row).includes(tidy(text)));
  if (mention !== undefined || own === undefined) return mention;
  return own.value.kind === 'remembered' ? `the ${own.value.name}` : 'what was made';
}

/** What stands right before it in the same box, as the term of a list of terms does. */
function labelBefore({ a }: CheckpointPair, element: PageElement): string | undefined {
  const parent = (each: PageElement): string => (each.xpath ?? '').replace(/\/[^/]*$/, '');
  const before = a.page.elements.find(
    (other) =>
      other.xpath !== undefined &&
      parent(other) === parent(element) &&
      other.siblingIndex === (element.siblingIndex ?? 0) - 1 &&
      !other.interactive,
  );
  const text = before === undefined ? '' : textOf(before);
  return /\p{L}{2}/u.test(text) && text.length <= 40 ? text : undefined;
}

/** What a value is called: by its row, the text its locator leans on, a label of its own, or the text beside it. Empty when nothing names it. */
export function valueLabel(
  pair: CheckpointPair,
  element: PageElement,
  target: Target,
  row: string | undefined,
): string {
  if (row !== undefined) return element.testId === undefined ? row : `${inWords(element.testId)} of ${row}`;
  const leant = leansOn(target.locator).find((text) => /\p{L}{2}/u.test(text));
  const own = tidy(element.name) === textOf(element) ? '' : tidy(element.name);
  const beside = (element.neighbourTexts ?? [])
    .map(tidy)
    .find((text) => /\p{L}{2}/u.test(text) && text.length <= 40 && text !== textOf(element));
  return (leant || labelBefore(pair, element) || tidy(element.label) || own || beside || '').replace(/[:：]$/, '');
}

/** Found by the label beside it where that tells it: of a bill, the words last longer than what only programs see. */
export function byLabel(found: AgreedElement | null): AgreedElement | null {
  const labelled = found?.locators.find(({ links }) => {
    const last = links.at(-1);
    return last?.by === 'css' && /^xpath=(?:following-sibling|\.\/td)/.test(last.css);
  });
  if (found === null || labelled === undefined) return found;
  return {
    ...found,
    target: { ...found.target, locator: labelled },
    locators: [labelled, ...found.locators.filter((other) => other !== labelled)],
  };
}

/** The number that was typed, where the draft typed one. */
export function typedNumber({ a, draft }: CheckpointPair): number | null {
  if (a.typed !== undefined) return a.typed;
  const typed = draft.steps.flatMap((step) =>
    step.kind === 'fill' && step.value.kind === 'literal' && /^\d{1,2}$/.test(step.value.value)
      ? [Number(step.value.value)]
      : [],
  );
  return typed.length === 1 ? (typed[0] ?? null) : null;
}
