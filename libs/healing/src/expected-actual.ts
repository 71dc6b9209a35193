import { locatorWords, type Expectation, type Step, type TestFailure } from '@testforge/core';
import { hasTarget } from './subject.js';
import type { Judgement } from './verdict.js';

const demands: Record<Expectation['matcher'], string> = {
  toHaveURL: 'the address',
  toHaveTitle: 'the title',
  toBeVisible: 'to be shown',
  toBeHidden: 'not to be shown',
  toHaveText: 'the text',
  toContainText: 'to contain',
  toHaveValue: 'the value',
  toHaveCount: 'as many as',
  toBeEnabled: 'to be enabled',
  toBeDisabled: 'to be disabled',
  toBeChecked: 'to be ticked',
  toEachContain: 'each to contain',
  toBeInOrder: 'to be in order,',
  toLeadTo: 'to lead to',
  toBeInvalid: 'not to be taken by the browser',
};

function expectedOf(step: Step | null): string {
  if (!step) return 'the test to pass';
  const target = hasTarget(step) ? `${locatorWords(step.target.locator)}: ` : '';
  if (step.kind !== 'expect') return `${target}${step.title}`;
  const { matcher, expected, value } = step.expectation;
  const said = value
    ? 'what the test itself made or remembered'
    : typeof expected === 'boolean'
      ? ''
      : String(expected);
  return `${target}${demands[matcher]} ${said}`.trim();
}

/** What was expected and what was there, for people: Playwright's words where it has some, else the step's and the verdict's. */
export const expectedAndActual = (
  step: Step | null,
  failure: TestFailure | undefined,
  { evidence }: Judgement,
): { expected: string; actual: string } => ({
  expected: failure?.expected ?? expectedOf(step),
  // Blanks tell nobody anything.
  actual: (failure?.actual?.trim() ? failure.actual : undefined) ?? evidence[0] ?? 'nothing was recorded',
});
