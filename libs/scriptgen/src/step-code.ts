import { locatorCode, stringLiteral, type Step, type Target } from '@testforge/core';
import { expectationCode } from './expectation-code.js';
import { visibleSource } from './literal.js';
import type { UniqueNames } from './unique-values.js';

/**
 * A typed step as exactly one statement, so that a line leads back to its step. `whole`: the step opens a page of which
 * the next check says that something is not there. That says nothing of a page that still fetches what it shows.
 */
export const stepCode = (step: Step, unique: UniqueNames, { whole = false, before }: Around = {}): string =>
  visibleSource(statement(step, unique, whole ? `{ waitUntil: 'networkidle' }` : '', before));

/** What the code of a step must know of its place; `before` is the step that it follows in its group. */
export interface Around {
  whole?: boolean;
  before?: Step | undefined;
}

/** The question that was seen to come up must come up: a release that does not ask any more is another app. */
const askedName = ({ key }: Pick<Step, 'key'>): string => `asked${/-(\d+)$/.exec(key)?.[1] ?? ''}`;

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

const figure = /^\D{0,16}\d[\d.,\s'’]*\D{0,16}$/u;

/**
 * What is waited for before a text is read: a page that is being drawn says nothing, or no figure, yet; and one that lost the
 * value says so in the words of its script, which would be found again wherever it is lost.
 */
const shapeOf = ({ fingerprint: { text } }: Target): string =>
  text !== undefined && figure.test(text) ? '/\\d/' : '/^(?!\\s*(?:undefined|null|NaN)?\\s*$)/';

function statement(step: Step, { expression }: UniqueNames, opening: string, before?: Step): string {
  const element = ({ locator }: Target): string => locatorCode(locator, expression);
  switch (step.kind) {
    case 'goto':
      return `await page.goto(${[stringLiteral(step.path), opening].filter(Boolean).join(', ')});`;
    case 'reload':
      return `await page.reload(${opening});`;
    case 'back':
      return 'await page.goBack();';
    case 'accept':
      return `const ${askedName(step)} = page.waitForEvent('dialog').then((dialog) => dialog.accept());`;
    case 'remember':
      if (step.count === true)
        return `remembered.${step.name} = await countStill(${element(step.target)}.filter({ visible: true }));`;
      if (step.sum !== undefined)
        return `remembered.${step.name} = sumOf([${stringLiteral(step.sum)}, ...(await ${element(step.target)}.filter({ visible: true }).allTextContents())], 1);`;
      return `remembered.${step.name} = (await ${element(step.target)}.filter({ hasText: ${shapeOf(step.target)} }).textContent()) ?? '';`;
    case 'click':
      return before?.kind === 'accept'
        ? `await Promise.all([${askedName(before)}, ${element(step.target)}.click()]);`
        : `await ${element(step.target)}.click();`;
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
