import { locatorCode, stringLiteral, type Step, type Target } from '@testforge/core';
import { expectationCode } from './expectation-code.js';
import { visibleSource } from './literal.js';
import type { UniqueNames } from './unique-values.js';

/**
 * A typed step as exactly one statement, so that a line leads back to its step. `whole`: the step opens a page of which
 * the next check says that something is not there. That says nothing of a page that still fetches what it shows.
 */
export const stepCode = (step: Step, unique: UniqueNames, whole = false): string =>
  visibleSource(statement(step, unique, whole ? `{ waitUntil: 'networkidle' }` : ''));

/** Whether the first check after the step at this place, with no other action between, is that something is not there. */
export function opensForAbsence(steps: readonly Step[], place: number): boolean {
  const [step, next] = [steps[place], steps[place + 1]];
  if (step === undefined || next?.kind !== 'expect') return false;
  const { matcher, expected } = next.expectation;
  return (
    ['goto', 'reload'].includes(step.kind) &&
    (matcher === 'toBeHidden' || (matcher === 'toHaveCount' && expected === 0))
  );
}

function statement(step: Step, { expression }: UniqueNames, opening: string): string {
  const element = ({ locator }: Target): string => locatorCode(locator, expression);
  switch (step.kind) {
    case 'goto':
      return `await page.goto(${[stringLiteral(step.path), opening].filter(Boolean).join(', ')});`;
    case 'reload':
      return `await page.reload(${opening});`;
    case 'back':
      return 'await page.goBack();';
    case 'accept':
      return `page.once('dialog', (dialog) => void dialog.accept());`;
    case 'remember':
      return `remembered.${step.name} = (await ${element(step.target)}.textContent()) ?? '';`;
    case 'click':
    case 'check':
    case 'uncheck':
      return `await ${element(step.target)}.${step.kind}();`;
    case 'fill':
    case 'press':
      return `await ${element(step.target)}.${step.kind}(${expression(step.value)});`;
    case 'select':
      return `await ${element(step.target)}.selectOption(${expression(step.value)});`;
    case 'expect':
      return expectationCode(step, expression);
  }
}
