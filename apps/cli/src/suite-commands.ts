import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { AppError, exitCodes } from '@testforge/core';
import type { Proposal, TestForge } from '@testforge/sdk';
import { projectOf, type CommandContext } from './command-context.js';

const handlings = {
  enable: 'enabled',
  disable: 'disabled',
  mute: 'muted',
  pin: 'pinned',
  quarantine: 'quarantined',
} as const;

const meanings: Record<keyof typeof handlings, string> = {
  enable: 'handle a test like every other again',
  disable: 'run a test no more',
  mute: 'run a test, and let its end decide nothing',
  pin: 'heal a test only when a person says so',
  quarantine: 'run and count a test that is not trusted, and let its end decide nothing',
};

/** Commands for the kept suite of a run's project. */
export function addSuiteCommands(program: Command, { connect, ended, out }: CommandContext): void {
  const suite = program.command('suite').description('the kept suite of a run’s project');
  const command = <A extends unknown[]>(
    usage: string,
    description: string,
    work: (client: TestForge, project: string, ...words: A) => Promise<string[]>,
  ): Command =>
    suite
      .command(usage)
      .description(description)
      .action(async (run: string, ...words: unknown[]) => {
        const client = await connect();
        for (const line of await work(client, await projectOf(client, run), ...(words as A))) out(line);
        ended(exitCodes.passed);
      });

  command('list <run>', 'the tests and how each is handled', async (client, project) => {
    const { version, tests } = await client.getSuite(project);
    return [
      `version ${version}`,
      ...tests.map(({ key, title, handled }) => `${handled.handling.padEnd(11)}  ${key}  ${title}`),
    ];
  });
  for (const name of Object.keys(handlings) as (keyof typeof handlings)[])
    command<[string, { name?: string; reason?: string }]>(
      `${name} <run> <test>`,
      meanings[name],
      async (client, project, test, said) => {
        await client.handleTest(project, { test, handling: handlings[name], ...said });
        return [`${test}: ${handlings[name]}`];
      },
    )
      .option('--name <name>', 'who says so')
      .option('--reason <words>', 'why');
  command('versions <run>', 'all versions and what made each', async (client, project) =>
    (await client.listVersions(project)).map(
      ({ number, tests, createdAt, reason }) => `${number}  ${createdAt.slice(0, 19)}  ${tests} tests  ${reason}`,
    ),
  );
  command<[string, { test?: string }]>(
    'restore <run> <version>',
    'make a new version that is as an older one',
    async (client, project, version, { test }) => {
      const restored = await client.restoreSuite(project, { version: Number(version), ...(test ? { test } : {}) });
      return [`version ${restored.version}`];
    },
  ).option('--test <key>', 'only this test; default: all');
  command<[string]>('show <run> <test>', 'one test, whole, as JSON', async (client, project, test) => [
    JSON.stringify(await client.getTest(project, test), null, 2),
  ]);
  command<[string]>(
    'edit <run> <file>',
    'put a test that you changed by hand (see “show”) into the suite',
    async (client, project, file) => {
      const test = await readTest(file);
      return [`version ${(await client.editTest(project, { test })).version}`];
    },
  );
  command('proposals <run>', 'changes that runs suggest', async (client, project) =>
    (await client.listProposals(project)).flatMap(proposalWords),
  );
  command<[string[]]>('accept <run> [proposals...]', 'accept these proposals, or all', async (client, project, ids) => [
    `version ${(await client.acceptProposals(project, await idsOr(client, project, ids))).version}`,
  ]);
  command<[string[]]>(
    'reject <run> [proposals...]',
    'never suggest these again, or all of them',
    async (client, project, ids) => {
      await client.rejectProposals(project, await idsOr(client, project, ids));
      return ['rejected'];
    },
  );
}

const idsOr = async (client: TestForge, project: string, ids: string[]): Promise<string[]> =>
  ids.length > 0 ? ids : (await client.listProposals(project)).map(({ id }) => id);

function proposalWords({ id, kind, title, reason, before, after, conflicts }: Proposal): string[] {
  const gone = (before ?? []).filter((step) => !after?.includes(step)).map((step) => `  - ${step}`);
  const fresh = (after ?? []).filter((step) => !before?.includes(step)).map((step) => `  + ${step}`);
  const kept =
    conflicts.length > 0 ? [`  kept as you have it, though it is designed otherwise now: ${conflicts.join(', ')}`] : [];
  return [`${id}  ${kind} “${title}”: ${reason}`, ...gone, ...fresh, ...kept];
}

async function readTest(file: string): Promise<{ key: string; title: string; steps: never[] }> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as { key: string; title: string; steps: never[] };
  } catch (error) {
    throw new AppError('invalid', 'cli.usage', `${file} cannot be read as JSON`, { cause: error });
  }
}
