import type { Step } from '@testforge/core';

export interface KnownAction {
  /** Where its options stand among its arguments. */
  options: 0 | 1;
  /** The step of ours that it is like. */
  kind: Extract<Step['kind'], 'click' | 'fill' | 'press' | 'check' | 'uncheck' | 'select'>;
  /** Its first argument is typed. */
  types?: boolean;
}

/**
 * What is looked after. `clear`, `setChecked` and `pressSequentially` call one of these themselves. Whatever reads or waits is
 * no action: a text that is not there is for the test to tell.
 */
export const actions: Readonly<Record<string, KnownAction>> = {
  click: { options: 0, kind: 'click' },
  dblclick: { options: 0, kind: 'click' },
  tap: { options: 0, kind: 'click' },
  hover: { options: 0, kind: 'click' },
  fill: { options: 1, kind: 'fill', types: true },
  type: { options: 1, kind: 'fill', types: true },
  press: { options: 1, kind: 'press' },
  check: { options: 0, kind: 'check' },
  uncheck: { options: 0, kind: 'uncheck' },
  selectOption: { options: 1, kind: 'select' },
  setInputFiles: { options: 1, kind: 'click' },
};

export interface CallOptions {
  timeout?: number;
  trial?: boolean;
}

export function optionsOf({ options }: KnownAction, args: readonly unknown[]): CallOptions {
  const given = args[options];
  return typeof given === 'object' && given !== null ? given : {};
}

/** The same call with another time limit, in milliseconds. */
export function withTimeout(action: KnownAction, args: readonly unknown[], timeout: number): unknown[] {
  const changed = action.options === 0 ? [] : [args[0]];
  return [...changed, { ...optionsOf(action, args), timeout }];
}

// eslint-disable-next-line no-control-regex -- what colours a terminal
const colours = /\u001b\[[0-9;]*m/g;

/** Whether an action failed because what it looks for is not there, or not alone; not where it was there and of no use. */
export function isLost(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const message = error.message.replaceAll(colours, '');
  if (/strict mode violation/.test(message)) return true;
  return /Timeout [\d.]+ms exceeded/.test(message) && !/locator resolved to (?!0 elements)\S/.test(message);
}
