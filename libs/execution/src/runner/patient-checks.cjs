// A check waits as long as an action may. Where the test is tried again it waits longer: what a slow machine shows late twice
// would be taken for gone.
'use strict';

/** What begins a check of its own; everything else of `expect` is the same however long it waits. */
const beginning = ['poll', 'soft', 'configure'];

/** `expect` as the tests see it, and how it is told which try of a test begins. */
function makePatientExpect(plain, { laterCheckTimeoutMs }) {
  const patient = plain.configure({ timeout: laterCheckTimeoutMs });
  let current = plain;
  const expect = new Proxy(plain, {
    apply: (_target, self, parameters) => Reflect.apply(current, self, parameters),
    get: (target, name) => (beginning.includes(name) ? current : target)[name],
  });
  const begin = ({ retry }) => void (current = retry > 0 ? patient : plain);
  return { expect, begin };
}

module.exports = { makePatientExpect };
