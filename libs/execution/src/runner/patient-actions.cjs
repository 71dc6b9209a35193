// An element is looked for as long as an action may take; what the app then does with the action may take as long as a page.
'use strict';
const path = require('node:path');

/**
 * Playwright counts the navigation that an action begins into the action's own time-out: a slow answer would read as a lost
 * element. `missed` names the element that the first try waited for in vain while the page was at rest: that one is
 * looked for only briefly again.
 */
function makePatient(locator, { navigationTimeoutMs, missedAgainTimeoutMs }, missed) {
  const actions = Object.getPrototypeOf(locator);
  if (Object.hasOwn(actions, 'testforgePatient')) return;
  Object.defineProperty(actions, 'testforgePatient', { value: true });
  hideFromStacks();
  const there = (element, timeout) =>
    element.waitFor({ state: 'attached', ...(timeout === undefined ? {} : { timeout }) });
  const wrap = (name, ready, more) => {
    const action = actions[name];
    actions[name] = async function (...parameters) {
      const last = parameters.at(-1);
      const options = typeof last === 'object' && last !== null && !Array.isArray(last) ? last : {};
      if (options.timeout !== undefined || options.trial) return action.apply(this, parameters);
      if (missed() !== null && String(this) === missed()) await there(this, missedAgainTimeoutMs);
      await ready(this, action, options);
      const values = options === last ? parameters.slice(0, -1) : parameters;
      return more === undefined
        ? action.apply(this, parameters)
        : action.call(this, ...values, { ...options, ...more });
    };
  };
  const asPage = { timeout: navigationTimeoutMs };
  const tried = (element, action, options) => action.call(element, { ...options, trial: true });
  for (const name of ['click', 'dblclick']) wrap(name, tried, asPage);
  wrap('press', (element) => there(element), asPage);
  for (const name of ['fill', 'selectOption', 'check', 'uncheck', 'hover', 'setInputFiles'])
    wrap(name, () => undefined);
}

/** Errors and steps are told at the line of the test, not at ours. */
function hideFromStacks() {
  const { setBoxedStackPrefixes } = require(
    path.join(process.env.TESTFORGE_PLAYWRIGHT, '..', 'playwright-core', 'lib', 'coreBundle'),
  ).utils;
  setBoxedStackPrefixes([process.env.TESTFORGE_PLAYWRIGHT, path.dirname(module.filename)]);
}

module.exports = { makePatient };
