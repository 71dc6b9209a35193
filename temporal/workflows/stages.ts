import type { ActivityOptions } from '@temporalio/common';
import { queues } from '../contracts.js';

/**
 * Named retry policies. Bad input never passes by itself: the activities translate it to a non-retryable failure,
 * so these govern only what may pass.
 */
export const retryPolicies = {
  /** What must be done, however long a service is away: a run's end and its usage. */
  untilDone: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1 minute' },
  /** Short work on our own services. */
  services: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '15s', maximumAttempts: 10 },
  /**
   * Long work in a browser or a sandbox. A lost worker counts as an attempt, and may be lost several times; a service
   * that is just being started again fails an attempt at once, so that all of them together last longer than its start.
   */
  longWork: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '15s', maximumAttempts: 10 },
} as const;

/** Long work beats every few seconds; a worker that has been silent for this long is taken for dead. */
export const heartbeatTimeout = '15s';

export const onServices: ActivityOptions = {
  taskQueue: queues.orchestration,
  startToCloseTimeout: '15 minutes',
  heartbeatTimeout,
  retry: retryPolicies.services,
};
export const untilDone: ActivityOptions = { ...onServices, retry: retryPolicies.untilDone };
export const inBrowser: ActivityOptions = {
  taskQueue: queues.browser,
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout,
  retry: retryPolicies.longWork,
};
export const inSandbox: ActivityOptions = {
  taskQueue: queues.sandbox,
  startToCloseTimeout: '60 minutes',
  heartbeatTimeout,
  retry: retryPolicies.longWork,
};
