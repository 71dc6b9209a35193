import { condition, defineSignal, proxyActivities, rootCause, setHandler } from '@temporalio/workflow';
import type { SandboxActivities, ServiceActivities } from '../activities/index.js';
import { answerSignals, type AnswerKind, type AnswerSignal, type TestRunInput } from '../contracts.js';
import { provenRounds } from './prove.js';
import { inSandbox, onServices } from './stages.js';

const services = proxyActivities<ServiceActivities>(onServices);
const sandbox = proxyActivities<SandboxActivities>(inSandbox);

/** Time for proving an approved heal, in milliseconds. */
const provingMs = 10 * 60_000;
/** More changed expectations than this in one test are no answer but another test. */
const changesAtMost = 5;

/**
 * Carries out what people answered to one run, answer after answer, and tells the run anew after each. One that can't be
 * carried out changes nothing and says why.
 */
export async function AnswersWorkflow(input: TestRunInput): Promise<void> {
  const waiting: { kind: AnswerKind; answerId: string }[] = [];
  for (const kind of Object.keys(answerSignals) as AnswerKind[])
    setHandler(
      defineSignal<[AnswerSignal]>(answerSignals[kind]),
      ({ answerId }) => void waiting.push({ kind, answerId }),
    );
  await condition(() => waiting.length > 0);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { kind, answerId } = next;
    await carryOut[kind](input, answerId).catch((error: unknown) =>
      services.refuseAnswer(input, { answerId, why: rootCause(error) ?? String(error) }),
    );
    await services.retellRun(input);
  }
}

const carryOut: Record<AnswerKind, (input: TestRunInput, answerId: string) => Promise<void>> = {
  approve: async (input, answerId) => {
    const round = await services.beginApproval(input, { answerId });
    const { state } = await provenRounds(input, round, { until: Date.now() + provingMs, phase: `answer-${answerId}` });
    await services.concludeApproval(input, { answerId, state });
  },
  reject: (input, answerId) => services.rejectHealing(input, { answerId }),
  intended: observeTwice,
  sign: (input, answerId) => services.applySigned(input, { answerId }),
};

/** The test is run twice with what was seen so far; each expectation that breaks alike in both takes what both saw. */
async function observeTwice(input: TestRunInput, answerId: string): Promise<void> {
  const begun = await services.beginIntended(input, { answerId });
  const { testKey } = begun;
  let tests = begun.tests;
  for (let number = 0; number <= changesAtMost; number += 1) {
    const phase = `answer-${answerId}-${number}`;
    const project = await services.writeProject(input, { tests, name: phase });
    const run = (which: string) =>
      sandbox.executeTests(input, { project, phase: `${phase}-${which}`, only: [testKey] });
    const [one, two] = [await run('one'), await run('two')];
    const seen = await services.judgeIntended(input, { answerId, testKey, tests, executions: [one, two] });
    if (seen.done) return;
    tests = seen.tests;
  }
  await services.refuseAnswer(input, {
    answerId,
    why: `more than ${changesAtMost} expectations of this test changed; disable it, or generate it anew`,
  });
}
