import type { PageSnapshot, Step, UniqueValue } from '@testforge/core';
import type { Draft } from './draft.js';
import { goTo, wholePathOf } from './go-steps.js';
import { says, uniqueValues, type OwnText } from './own-value.js';
import type { Hands } from './seek-further.js';

/** The steps that make a second thing of the same kind, and the value by which it is known. */
export interface Another {
  steps: Step[];
  value: UniqueValue;
}

/** What is nothing but letters or figures takes no more of them than it has. */
const between: Record<UniqueValue['shape'], string | null> = {
  email: '.',
  name: ' ',
  text: ' ',
  word: '',
  password: null,
  phone: null,
  number: null,
  code: '',
  day: '',
};

/** The same kind of value, and another. */
export const otherValue = (value: UniqueValue): UniqueValue => {
  // The same pattern written otherwise is another value.
  if (value.shape === 'day')
    return { ...value, prefix: value.prefix.replace(/^\d+/, (year) => String(Number(year) + 1)) };
  if (value.shape === 'code') return { ...value, prefix: value.prefix.replace(/#(?=[^#]*$)/, '%') };
  const sign = between[value.shape];
  return sign === null ? value : { ...value, prefix: `${value.prefix}${/\s/.test(value.prefix) ? ' ' : sign}other` };
};

const again = (step: Step): Step => {
  const key = `${step.key}-other`;
  return step.kind === 'fill' && step.value.kind === 'unique'
    ? { ...step, key, value: otherValue(step.value) }
    : { ...step, key };
};

/** Null where a second one is somebody's second account, or would be called the same. */
export function anotherOf(draft: Draft): Another | null {
  const value = uniqueValues(draft)[0];
  if (value === undefined || between[value.shape] === null || draft.tags.includes('signup')) return null;
  const steps = draft.steps.filter(({ kind }) => kind !== 'expect' && kind !== 'remember').map(again);
  return { steps, value: otherValue(value) };
}

/** Makes it and opens the list of the first again; null where that does not show both. */
export async function makeAnother(hands: Hands, another: Another, list: PageSnapshot, own: OwnText) {
  const steps = [...another.steps, goTo(wholePathOf(list.url), 'open-both')];
  const page = await hands.take(steps);
  const other: OwnText = { value: another.value, text: hands.text(another.value) };
  return says(page, other.text) && says(page, own.text) ? { steps, page, other } : { steps: [], page, other: null };
}
