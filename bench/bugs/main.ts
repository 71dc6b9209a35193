import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { shellVariables } from '../apps/shell-variables.js';
import { runCodeBugs, runCodeClean } from './code/run-code-builds.js';
import { codeSubject } from './code/code-subject.js';
import { commandApp } from './command-app.js';
import { foreignApp } from './foreign-app.js';
import { openLab, type Lab } from './lab.js';
import { measureReceipts } from './receipts.js';
import { readRecords, recordFiles, type RecordFiles } from './records.js';
import { printReport } from './report.js';
import { runBugsAlone } from './run-bugs-alone.js';
import { chancesOf, runBugsBehindDrifts, runClean, runDrifts, type BenchContext } from './run-builds.js';
import { shop } from './shop.js';
import type { Subject } from './subject.js';
import { writeApart } from './unit-project.js';
import { makeSuite, readSuite, suiteFile, suiteKey, writeSuite, type Suite } from './suite.js';

const usage = `npm run bench -- bugs [COMMAND …] [options]

  suite     make the suite of the clean app, or take the one this commit has made
  alone     each bug alone, healing off
  clean     the clean build again and again
  drift     builds that only drifted
  both      each bug that was noticed, behind drifts, healing on
  receipts  not a bug: what each test notices when what it observes is perturbed, and what that costs (only by name)
  chances   what each test asks of the clean app, by which tests are chosen for a bug (only by name)
  list      the bugs (only by name)
  report    print the table of what was run
            (default: all but receipts; what was run with the same suite is not run again)

  --app NAME[@RELEASE]  an app of bench/apps, with bugs put in by a proxy; default: the sample shop
  --code                that app with the bugs of bench/bugs/code, one build each: suite, alone, clean, receipts and list
  --command-app FILE    an app of yours: its command, log-in, bugs and drifts, as the README tells
  --guest               that app with nobody logged in
  --log-in              the sample shop with its customer logged in
  --injected            the sample shop with bugs put in by the proxy instead of its own
  --suite KEY           a suite that was made before, whatever the code is now
  --only a,b            these bugs
  --explore-seconds N --design-seconds N
                        time for making the suite; default 180 and 900, so that it depends on the code, not on the load
  --most N              a bug is missed when so many tests that had a chance missed it; default 8
  --all                 each bug alone with every test, under a name of its own: is the chance map honest?
  --witnesses N         behind drifts so many of the tests that noticed a bug; default 2
  --whole               behind all drifts at once instead of some
  --tests PATTERN       drift with the tests only whose keys it fits
  --times N             clean builds; default 20
  --sets N --size N     builds of so many drifts; default 4 of 3
  --seed N --each N     of bugs put in: draws so many of a kind; default seed 1, 2 of each
`;

/** What is done only where somebody asks for it. */
const byName = ['receipts', 'chances', 'list'];
const usual = ['suite', 'alone', 'clean', 'drift', 'both', 'report'];
const repositoryDir = fileURLToPath(new URL('../..', import.meta.url));
const say = (line: string): void => console.log(line);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    app: { type: 'string' },
    'command-app': { type: 'string' },
    'log-in': { type: 'boolean', default: false },
    code: { type: 'boolean', default: false },
    guest: { type: 'boolean', default: false },
    injected: { type: 'boolean', default: false },
    suite: { type: 'string' },
    only: { type: 'string' },
    tests: { type: 'string' },
    most: { type: 'string', default: '8' },
    all: { type: 'boolean', default: false },
    witnesses: { type: 'string', default: '2' },
    whole: { type: 'boolean', default: false },
    times: { type: 'string', default: '20' },
    sets: { type: 'string', default: '4' },
    size: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    each: { type: 'string', default: '2' },
    'explore-seconds': { type: 'string', default: '180' },
    'design-seconds': { type: 'string', default: '900' },
  },
});

async function openSubject(): Promise<Subject> {
  if (values['command-app'] !== undefined) return commandApp(values['command-app'], shellVariables(process.env));
  const draw = { seed: Number(values.seed), each: Number(values.each) };
  if (values.app === undefined) return shop({ logIn: values['log-in'], draw: values.injected ? draw : null });
  if (values.code) return codeSubject({ wanted: values.app, environment: process.env, say });
  return foreignApp({ wanted: values.app, guest: values.guest, draw, environment: process.env, say });
}

async function suiteOf(lab: Lab, subject: Subject): Promise<{ suite: Suite; files: RecordFiles }> {
  const key = values.suite ?? suiteKey(repositoryDir, subject.app);
  const path = suiteFile(join(repositoryDir, '.testforge/bench/bugs'), subject.app, key);
  const files = recordFiles(repositoryDir, dirname(path));
  const known = readSuite(path);
  if (known) return { suite: known, files };
  say(`Writing the suite of ${subject.app} …`);
  const running = await subject.start({ bug: null, drifts: [] });
  try {
    const limits = {
      discoveryMs: Number(values['explore-seconds']) * 1000,
      designMs: Number(values['design-seconds']) * 1000,
    };
    const suite = await makeSuite({ lab, app: subject.app, key, clean: running, access: subject.access, limits });
    writeSuite(path, suite);
    say(
      `${suite.plan.tests.length} tests kept in ${Math.round(suite.madeMs / 1000)} s; red at once: ${suite.notKept.length}`,
    );
    return { suite, files };
  } finally {
    await running.close();
  }
}

const steps: Record<string, (bench: BenchContext) => Promise<void>> = {
  alone: (bench) =>
    runBugsAlone(bench, {
      wanted: values.only?.split(',') ?? null,
      most: Number(values.most),
      all: values.all,
    }),
  clean: (bench) => runClean(bench, Number(values.times)),
  drift: (bench) =>
    runDrifts(bench, {
      sets: Number(values.sets),
      size: Number(values.size),
      tests: values.tests === undefined ? null : new RegExp(values.tests),
    }),
  both: (bench) =>
    runBugsBehindDrifts(bench, {
      wanted: values.only?.split(',') ?? null,
      size: Number(values.size),
      witnesses: Number(values.witnesses),
      whole: values.whole,
    }),
  chances: async (bench) => void (await chancesOf(bench)),
  list: (bench) => {
    for (const { name, description } of bench.subject.bugs(bench.suite))
      bench.say(`  ${name.padEnd(28)} ${description}`);
    return Promise.resolve();
  },
  receipts: measureReceipts,
};

const codeSteps: typeof steps = {
  alone: (bench) => runCodeBugs(bench, values.only?.split(',') ?? null),
  clean: (bench) => runCodeClean(bench, Number(values.times)),
  list: (bench) => steps['list']?.(bench) ?? Promise.resolve(),
  receipts: measureReceipts,
};

async function main(): Promise<void> {
  if (positionals.some((command) => !usual.includes(command) && !byName.includes(command))) throw new Error(usage);
  const wanted = positionals.length > 0 ? positionals : usual;
  // Each build may be a program of its own, which ends with us.
  process.setMaxListeners(0);
  const lab = await openLab(repositoryDir);
  const subject = await openSubject();
  // An app of its own processes would outlive us.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void subject.close().finally(() => process.exit(130)));
  try {
    const { suite, files } = await suiteOf(lab, subject);
    const apart = await writeApart(suite.plan, files.apart);
    // Bugs put in from outside are drawn from the suite's traffic.
    subject.bugs(suite);
    for (const command of wanted) {
      const step = (values.code ? codeSteps : steps)[command];
      if (!step) continue;
      say(`${command}:`);
      await step({ lab, subject, suite, apart, files, say });
    }
    if (wanted.includes('report') && !values.code)
      printReport([...readRecords(files.judged), ...readRecords(files.healed)], suite, say);
  } finally {
    await subject.close();
    await lab.close();
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
