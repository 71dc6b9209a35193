import type { Locator, Step, StepOf, Target, TestCase } from '@testforge/core';
import { plainWords } from '@testforge/knowledge';

export type TargetedStep = Extract<Step, { target: Target }> | (StepOf<'expect'> & { target: Target });

export const hasTarget = (step: Step): step is TargetedStep => 'target' in step && step.target !== undefined;

/** What a step is about. `wording`: the element is found by the text that is asserted; `value`: by something else. */
export type Subject = 'navigation' | 'action' | 'address' | 'title' | 'wording' | 'value' | 'count';

const textsIn = (locator: Locator): string[] =>
  locator.links.flatMap((link) => {
    if (link.by === 'role') return link.name === undefined ? [] : [link.name];
    return link.by === 'text' ||
      link.by === 'label' ||
      link.by === 'hasText' ||
      link.by === 'altText' ||
      link.by === 'title' ||
      link.by === 'placeholder'
      ? [link.text]
      : [];
  });

const spelled = (text: string): string => plainWords(text).join(' ');

/** Also where `foundBy` is not set: a locator made of the asserted words finds the element by them all the same. */
function isFoundByItsText({ target, expectation: { matcher, expected, foundBy } }: StepOf<'expect'>): boolean {
  if (foundBy !== undefined) return true;
  const texts = target ? textsIn(target.locator) : [];
  if (matcher === 'toBeVisible' || matcher === 'toBeHidden') return texts.length > 0;
  return (
    typeof expected === 'string' &&
    texts.some((text) => spelled(text) !== '' && spelled(expected).includes(spelled(text)))
  );
}

export function subjectOf(step: Step): Subject {
  if (step.kind === 'goto' || step.kind === 'reload' || step.kind === 'back') return 'navigation';
  // What is remembered is compared further on: it is a value like one that is checked.
  if (step.kind === 'remember') return 'value';
  if (step.kind !== 'expect') return 'action';
  const { matcher } = step.expectation;
  if (matcher === 'toHaveURL') return 'address';
  if (matcher === 'toHaveTitle') return 'title';
  if (isFoundByItsText(step)) return 'wording';
  return ['toHaveCount', 'toEachContain', 'toBeInOrder'].includes(matcher) ? 'count' : 'value';
}

/** Whether what the element says is (part of) the value that is checked, so that it must not help to find the element. */
export const showsCheckedText = (step: Step): boolean =>
  step.kind === 'remember' ||
  (step.kind === 'expect' &&
    ['toHaveText', 'toContainText', 'toBeVisible', 'toHaveCount', 'toEachContain', 'toBeInOrder'].includes(
      step.expectation.matcher,
    ));

/** Whether a proof run checks anything at or after this step. */
export const isProvable = (test: Pick<TestCase, 'steps'>, stepKey: string): boolean =>
  test.steps.slice(test.steps.findIndex((step) => step.key === stepKey)).some((step) => step.kind === 'expect');

/** Fingerprints of what the test's other steps use. */
export const otherTargets = (test: Pick<TestCase, 'steps'>, stepKey: string): Target['fingerprint'][] =>
  test.steps.flatMap((step) => (step.key !== stepKey && hasTarget(step) ? [step.target.fingerprint] : []));
