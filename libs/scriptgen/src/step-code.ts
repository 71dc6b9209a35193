import { locatorCode, stringLiteral, type Step } from '@testforge/core';
import { expectationCode } from './expectation-code.js';
import { visibleSource } from './literal.js';
import type { UniqueNames } from './unique-values.js';

/** A typed step as exactly one statement, so that a line leads back to its step. */
export const stepCode = (step: Step, unique: UniqueNames): string => visibleSource(statement(step, unique));

function statement(step: Step, { expression }: UniqueNames): string {
  switch (step.kind) {
    case 'goto':
      return `await page.goto(${stringLiteral(step.path)});`;
    case 'reload':
      return 'await page.reload();';
    case 'back':
      return 'await page.goBack();';
    case 'click':
    case 'check':
    case 'uncheck':
      return `await ${locatorCode(step.target.locator)}.${step.kind}();`;
    case 'fill':
    case 'press':
      return `await ${locatorCode(step.target.locator)}.${step.kind}(${expression(step.value)});`;
    case 'select':
      return `await ${locatorCode(step.target.locator)}.selectOption(${expression(step.value)});`;
    case 'expect':
      return expectationCode(step);
  }
}
