import { createSession, openBrowser, runJob } from '@testforge/browser';
import { observeAll } from './observe-all.js';
import { ObserveInput } from './observation.js';

/** Runs inside the sandbox: every draft carried out twice, some at a time, until the time is up. */
runJob(ObserveInput, async (input, { emit }) => {
  const browser = await openBrowser();
  const newSession = () =>
    createSession({ browser, url: input.url, access: input.access, logIn: input.logIn, timeouts: input.limits });
  try {
    return { outcomes: await observeAll({ newSession, input, emit }) };
  } finally {
    await browser.close();
  }
});
