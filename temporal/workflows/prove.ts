import { proxyActivities } from '@temporalio/workflow';
import type { HealingRound, SandboxActivities, ServiceActivities } from '../activities/index.js';
import type { TestRunInput } from '../contracts.js';
import { inSandbox, onServices } from './stages.js';

const services = proxyActivities<ServiceActivities>(onServices);
const sandbox = proxyActivities<SandboxActivities>(inSandbox);

/** Writes and runs what is to be proven, and judges it, round after round until nothing is left or the time is over. */
export async function provenRounds(
  input: TestRunInput,
  first: HealingRound,
  { until, phase }: { until: number; phase: string },
): Promise<HealingRound> {
  let round = first;
  for (let number = 1; round.toProve.length > 0 && Date.now() < until; number += 1) {
    const name = `${phase}-${number}`;
    const project = await services.writeProject(input, { tests: round.mended, name });
    const execution = await sandbox.executeTests(input, { project, phase: name, only: round.toProve });
    round = await services.judgeProof(input, { state: round.state, execution, number });
  }
  return round;
}
