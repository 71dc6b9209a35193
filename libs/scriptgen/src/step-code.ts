import { locatorCode, stringLiteral, type Step, type Target } from '@testforge/core';
import { expectationCode } from './expectation-code.js';
import { visibleSource } from './literal.js';
import type { UniqueNames } from './unique-values.js';

/** A typed step as exactly one statement, so that a line leads back to its step. */
export const stepCode = (step: Step, unique: UniqueNames): string => visibleSource(statement(step, unique));

function statement(step: Step, { expression }: UniqueNames): string {
  const element = ({ locator }: Target): string => locatorCode(locator, expression);
  switch (step.kind) {
    case 'goto':
      return `await page.goto(${stringLiteral(step.path)});`;
    case 'reload':
      return 'await page.reload();';
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
