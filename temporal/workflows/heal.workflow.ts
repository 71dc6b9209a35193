import { CancellationScope, isCancellation, proxyActivities, rootCause } from '@temporalio/workflow';
import type { BrowserActivities, ServiceActivities } from '../activities/index.js';
import type { HealInput } from '../contracts.js';
import { inBrowser, untilDone } from './stages.js';

/** One page is read; a queue of others may stand before it. */
const browser = proxyActivities<BrowserActivities>({ ...inBrowser, startToCloseTimeout: '3 minutes' });
const services = proxyActivities<ServiceActivities>(untilDone);

/** Decides one heal that was asked for from outside. It always ends with an answer: a decision, or why there is none. */
export async function HealWorkflow(input: HealInput): Promise<void> {
  try {
    await browser.decideHeal(input);
  } catch (error) {
    const why = isCancellation(error) ? 'it was stopped' : (rootCause(error) ?? String(error));
    await CancellationScope.nonCancellable(() => services.refuseHeal(input, { why }));
  }
}
