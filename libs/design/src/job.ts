import { createSession, openBrowser, runJob } from '@testforge/browser';
import { observeAll, type ObserveAllDeps } from './observe-all.js';
import { ObserveInput } from './observation.js';
import { probeAll } from './probes/probe-all.js';

/** Runs inside the sandbox: every draft carried out twice, some at a time, until the time is up. */
runJob(ObserveInput, async (input, { emit }) => {
  const browser = await openBrowser();
  const newSession: ObserveAllDeps['newSession'] = ({ url, access, logIn, limits }) =>
    createSession({ browser, url, access, logIn, timeouts: limits });
  try {
    const outcomes = await observeAll({ newSession, input, emit });
    return { outcomes, ...(input.probes && { probes: await probeAll(newSession(input), input, input.probes) }) };
  } finally {
    await browser.close();
  }
});
