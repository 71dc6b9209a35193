import { createSession, openBrowser, runJob } from '@testforge/browser';
import { observeAll, type ObserveAllDeps } from './observe-all.js';
import { ObserveInput } from './observation.js';

/** Runs inside the sandbox: every draft carried out twice, some at a time, until the time is up. */
runJob(ObserveInput, async (input, { emit }) => {
  const browser = await openBrowser();
  const newSession: ObserveAllDeps['newSession'] = ({ url, access, logIn, limits }) =>
    createSession({ browser, url, access, logIn, timeouts: limits });
  try {
    return { outcomes: await observeAll({ newSession, input, emit }) };
  } finally {
    await browser.close();
  }
});
