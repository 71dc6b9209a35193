// A check waits as long as an action may. Where the test is tried again it waits longer, unless the page was at rest when the
// first try gave up on it: what a slow machine shows late twice would be taken for gone.
'use strict';

/** What begins a check of its own; everything else of `expect` is the same however long it waits. */
const beginning = ['poll', 'soft', 'configure'];

/** `expect` as the tests see it, and how it is told which try of a test begins, and what the first one waited for in vain. */
function makePatientExpect(plain, { laterCheckTimeoutMs, missedAgainTimeoutMs }) {
  const patient = plain.configure({ timeout: laterCheckTimeoutMs });
  const brief = plain.configure({ timeout: missedAgainTimeoutMs });
  let current = plain;
  let missed = null;
  const expect = new Proxy(plain, {
    apply: (_target, self, parameters) =>
      Reflect.apply(missed !== null && String(parameters[0]) === missed ? brief : current, self, parameters),
    get: (target, name) => (beginning.includes(name) ? current : target)[name],
  });
  /** `before`: what the first try left; `missed` is the element that was not there though the page was at rest. */
  const begin = ({ retry }, before = { atRest: false, missed: null }) => {
    missed = before.atRest ? before.missed : null;
    current = retry > 0 && !before.atRest ? patient : plain;
  };
  return { expect, begin, missed: () => missed };
}

module.exports = { makePatientExpect };
