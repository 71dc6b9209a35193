export {
  createBrowserJobs,
  type BrowserJob,
  type BrowserJobResult,
  type BrowserJobs,
  type BrowserJobsDeps,
} from './browser-jobs.js';
export { amountIn, sumOf } from './amount.js';
export { saysDay } from './days-in.js';
export { countIn, eachContains, inOrder, recount, restOf } from './list-relations.js';
export { chooseLocator, chooseLocators, pointsAt, type ChooseOptions } from './choose-locator.js';
export { collectPage, mergeFrame, type CollectOptions } from './collect-page.js';
export { countInSnapshot, isInside, matchesText } from './count-in-snapshot.js';
export { defaultChromium, defaultViewport, newCleanContext, openBrowser, type OpenOptions } from './open-browser.js';
export { findExposedSecrets, type ExposedSecret } from './find-exposed-secrets.js';
export { looksGenerated } from './page/paths.js';
export { createSession, type Session, type SessionOptions } from './open-session.js';
export { keepSessionStorage } from './keep-session-storage.js';
export { performLogIn } from './perform-log-in.js';
export { oneTimeCode } from './one-time-code.js';
export { performStep, type StepTimeouts } from './perform-step.js';
export { createStepValues, type StepValues } from './step-values.js';
export { cssPathBody, pageScript, placesBody, snapshotExpression } from './page-script.js';
export { proposeLocators, type ProposeOptions } from './propose-locators.js';
export { runJob, type JobOutcome, type JobTools } from './run-job.js';
export { settle, type SettleOptions } from './settle.js';
export { toLocator } from './to-locator.js';
export { saysTooOften } from './too-often.js';
