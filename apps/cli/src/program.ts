import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { addAppFlags, addProbes, addScenarios } from './app-flags.js';
import type { ExportChoice } from '@testforge/sdk';
import { connect } from './connection.js';
import { countOf } from './count-of.js';
import { exportInto } from './export-into.js';
import { addExploreCommands, type StartExploring } from './explore-commands.js';
import { addHealCommand } from './heal-command.js';
import { addLabCommand } from './lab-command.js';
import type { FlagSource } from '@testforge/sdk/flags';
import { addRunCommands } from './run-commands.js';
import { addScheduleCommands } from './schedule-commands.js';
import { addSuiteCommands } from './suite-commands.js';
import { runCommand, type CommandFlags } from './run-command.js';

export interface ProgramContext extends FlagSource {
  stateDir: string;
  apiKey: string | undefined;
  out: (line: string) => void;
  signal: AbortSignal;
  startExploring: StartExploring;
}

interface ExportFlags {
  format: ExportChoice['format'];
  suiteVersion?: string;
  output: string;
  into?: string;
}

/** The command line. Each command hands its exit code to `ended`. */
export function createProgram(context: ProgramContext, ended: (exitCode: number) => void): Command {
  const program = new Command('testforge')
    .description('Keeps a suite of end-to-end tests that a team trusts.')
    .exitOverride()
    .option('--server <url>', 'platform to speak to; default: the one that runs from this checkout');
  const client = () =>
    connect({ stateDir: context.stateDir, apiKey: context.apiKey, server: program.opts<{ server?: string }>().server });

  const runLike = (name: string, description: string, discovery: boolean): Command =>
    addAppFlags(program.command(`${name} <url>`).description(description))
      .option('--project <name>', 'name of the project; default: the address’s origin')
      .option('--base-url <url>', 'run the suite of <url> on this address instead')
      .option('--grep <text>', 'only the kept tests whose title or key holds this text')
      .option('--release <label>', 'label of the build, for people')
      .option('--allow-waiting', 'exit with 0 though something waits for a person')
      .option('--fail-on-healed', 'exit with 1 when something had to be healed')
      .option('--fail-on-flaky', 'exit with 1 when something passed only on a second try')
      .option('--json', 'print the outcome as JSON and nothing else')
      .action(async (url: string, flags: CommandFlags) =>
        ended(await runCommand({ connect: client, ...context }, url, flags, discovery)),
      );
  const run = runLike(
    'run',
    'test an app: makes its suite the first time, executes and judges the kept suite later',
    true,
  );
  run.option('--receipts', 'perturb the app to see each new test fail; what notices nothing is not kept');
  addProbes(run);
  addScenarios(run);
  run.option('--regenerate', 'design the suite anew and show what would change; nothing changes before you accept');
  runLike('test', 'execute the kept suite only', false);

  program
    .command('runs')
    .description('list the latest runs')
    .action(async () => {
      for (const run of await (await client()).listRuns())
        context.out(
          `${run.id}  ${run.status.padEnd(20)}  ${run.createdAt.slice(0, 19)}  ${run.project.name}  ${run.url}`,
        );
      ended(0);
    });

  program
    .command('report <run>')
    .description('write the report of a run')
    .addOption(new Option('--format <format>', 'rendering').choices(['html', 'json', 'junit', 'ctrf']).default('html'))
    .option('-o, --output <file>', 'file to write; default: report.html, report.json or junit.xml')
    .action(
      async (run: string, { format, output }: { format: 'html' | 'json' | 'junit' | 'ctrf'; output?: string }) => {
        const what = { html: 'report.html', json: 'report', junit: 'junit.xml', ctrf: 'ctrf.json' } as const;
        const file =
          output ?? { html: 'report.html', json: 'report.json', junit: 'junit.xml', ctrf: 'ctrf.json' }[format];
        await writeFile(file, await (await client()).download(run, what[format]));
        context.out(`written: ${file}`);
        ended(0);
      },
    );

  program
    .command('export <run>')
    .description('write the kept suite of the run’s project as a Playwright project')
    .addOption(
      new Option('--format <format>', 'language of the project; gherkin: scenarios for people to read, no project')
        .choices(['typescript', 'javascript', 'gherkin'])
        .default('typescript'),
    )
    .option('--suite-version <number>', 'an older version (testforge suite versions); default: the newest')
    .option('-o, --output <file>', 'zip file to write', 'testforge-suite.zip')
    .option('--into <folder>', 'put it into this folder instead, merged with what was changed there by hand')
    .action(async (run: string, { format, suiteVersion, output, into }: ExportFlags) => {
      const version = countOf('--suite-version', suiteVersion);
      const choice = { ...(format ? { format } : {}), ...(version === undefined ? {} : { version }) };
      const zip = await (await client()).exportSuite(run, choice);
      if (into !== undefined) return ended(await exportInto(into, zip, context.out));
      await writeFile(output, zip);
      const next = format === 'gherkin' ? '' : '; unzip it, then: npm install && npx playwright test';
      context.out(`written: ${output}${next}`);
      ended(0);
    });

  addExploreCommands(program, { ...context, start: context.startExploring }, ended);
  addLabCommand(program, context.signal, ended);
  for (const add of [addRunCommands, addSuiteCommands, addScheduleCommands, addHealCommand])
    add(program, { ...context, connect: client, ended });
  return program;
}
