import type { Command } from 'commander';
import { exitCodes } from '@testforge/core';
import type { Answer, TestForge } from '@testforge/sdk';
import { waitFor, type CommandContext } from './command-context.js';
import { followToEnd } from './run-command.js';

/** Commands for a run that is under way, and for what a run left open. */
export function addRunCommands(program: Command, context: CommandContext): void {
  const { connect, ended, out } = context;
  program
    .command('pause <run>')
    .description('halt a run before its next stage; what is under way ends first')
    .action(async (run: string) => {
      const { status } = await (await connect()).pauseRun(run);
      out(`${run}: ${status}; it halts when the stage under way has ended. Go on: testforge resume ${run}`);
      ended(exitCodes.passed);
    });
  program
    .command('resume <run>')
    .description('go on with a paused or stopped run, and follow it')
    .action(async (run: string) => {
      const client = await connect();
      const next = await client.resumeRun(run);
      if (next.id !== run) out(`${run} was stopped; run ${next.id} goes on from what it had done`);
      ended(await followToEnd({ ...context, client, startedAt: new Date() }, next, {}));
    });
  program
    .command('cancel <run>')
    .description('stop a run; it keeps what there is and reports')
    .action(async (run: string) => {
      out(`${run}: ${(await (await connect()).cancelRun(run)).status}`);
      ended(exitCodes.passed);
    });
  addAnswers(program, context);
}

interface Said {
  name?: string;
  reason?: string;
  alike?: true;
}

function addAnswers(program: Command, { connect, ended, out, signal }: CommandContext): void {
  const give = async (run: string, said: Parameters<TestForge['answerRun']>[1]): Promise<void> => {
    const client = await connect();
    const { id } = await client.answerRun(run, said);
    const done = await carriedOut({ client, run, answer: id, signal });
    for (const line of done ? words(done, run) : ['stopped waiting; the answer is carried out all the same']) out(line);
    if (said.alike) out(`given to the tests of the same question: testforge answers ${run}`);
    ended(done?.status === 'refused' ? exitCodes.failed : exitCodes.passed);
  };
  const command = (usage: string, description: string): Command =>
    program
      .command(usage)
      .description(description)
      .option('--name <name>', 'who says so')
      .option('--reason <words>', 'why')
      .option('--alike', 'the same for the other tests that wait with the same question');
  const answer = (kind: Answer['kind'], description: string): void => {
    command(`${kind} <run> <test>`, description).action((run: string, test: string, said: Said) =>
      give(run, { test, kind, ...said }),
    );
  };
  answer('approve', 'approve the heal of a test that waits: it is proven, then kept');
  command(
    'modify <run> <test> <locator>',
    'have the step use another element than the proposed one, written as Playwright code: it is proven, then kept',
  )
    .option('--step <key>', 'the step that looks for it; default: the one that is asked about')
    .action((run: string, test: string, locator: string, said: Said & { step?: string }) =>
      give(run, { test, kind: 'modify', locator, ...said }),
    );
  answer('reject', 'reject the heal of a test that waits');
  answer('intended', 'say that what broke is meant to be so: it is observed twice and shown, then you sign it');
  program
    .command('sign <run> <answer>')
    .description('sign an intended change that was shown; from then on the suite expects it')
    .option('--name <name>', 'who says so, told beside the key; default: the person whose key this is')
    .option('--alike', 'also for the tests answered together with this one whose change is the same')
    .action(async (run: string, id: string, signed: { name?: string; alike?: true }) => {
      const client = await connect();
      await client.signAnswer(run, id, signed);
      const done = await carriedOut({ client, run, answer: id, signal, until: ['applied', 'refused'] });
      for (const line of done ? words(done, run) : []) out(line);
      ended(done?.status === 'refused' ? exitCodes.failed : exitCodes.passed);
    });
  program
    .command('answers <run>')
    .description('list what people answered to a run')
    .action(async (run: string) => {
      for (const given of await (await connect()).listAnswers(run)) words(given, run).forEach(out);
      ended(exitCodes.passed);
    });
}

const carriedOut = ({
  client,
  run,
  answer,
  signal,
  until = ['shown', 'applied', 'refused'],
}: {
  client: TestForge;
  run: string;
  answer: string;
  signal: AbortSignal;
  until?: Answer['status'][];
}): Promise<Answer | null> =>
  waitFor(async () => {
    const found = (await client.listAnswers(run)).find(({ id }) => id === answer);
    return found && until.includes(found.status) ? found : null;
  }, signal);

function words(answer: Answer, run: string): string[] {
  const head = `${answer.kind} “${answer.test}”, said by ${answer.saidBy}: ${answer.status}${answer.why ? `: ${answer.why}` : ''}`;
  const changes = answer.changes.flatMap(({ stepTitle, before, after }) => [
    `  ${stepTitle}`,
    `  - ${before}`,
    `  + ${after}`,
  ]);
  const next = answer.status === 'shown' ? [`  keep it: testforge sign ${run} ${answer.id}`] : [];
  const signed = answer.signedBy ? [`  signed by ${answer.signedBy}, ${answer.signedAt ?? ''}`] : [];
  const chosen = answer.locator === null ? [] : [`  ${answer.locator}`];
  return [head, ...chosen, ...changes, ...signed, ...next];
}
