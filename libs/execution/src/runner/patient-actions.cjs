// An element is looked for as long as an action may take; what the app then does with the action may take as long as a page.
'use strict';
const path = require('node:path');

/** Playwright counts the navigation that an action begins into the action's own time-out: a slow answer would read as a lost element. */
function makePatient(locator, { navigationTimeoutMs }) {
  const actions = Object.getPrototypeOf(locator);
  if (Object.hasOwn(actions, 'testforgePatient')) return;
  Object.defineProperty(actions, 'testforgePatient', { value: true });
  hideFromStacks();
  const patient = (name, ready) => {
    const action = actions[name];
    actions[name] = async function (...parameters) {
      const last = parameters.at(-1);
      const options = typeof last === 'object' && last !== null && !Array.isArray(last) ? last : {};
      if (options.timeout !== undefined || options.trial) return action.apply(this, parameters);
      await ready(this, action, options);
      const values = options === last ? parameters.slice(0, -1) : parameters;
      return action.call(this, ...values, { ...options, timeout: navigationTimeoutMs });
    };
  };
  const tried = (element, action, options) => action.call(element, { ...options, trial: true });
  const there = (element) => element.waitFor({ state: 'attached' });
  for (const name of ['click', 'dblclick']) patient(name, tried);
  patient('press', there);
}

/** Errors and steps are told at the line of the test, not at ours. */
function hideFromStacks() {
  const { setBoxedStackPrefixes } = require(
    path.join(process.env.TESTFORGE_PLAYWRIGHT, '..', 'playwright-core', 'lib', 'coreBundle'),
  ).utils;
  setBoxedStackPrefixes([process.env.TESTFORGE_PLAYWRIGHT, path.dirname(module.filename)]);
}

module.exports = { makePatient };
