import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { foreignApp } from './foreign-app.js';
import { openLab, type Lab } from './lab.js';
import { readRecords } from './records.js';
import { printReport } from './report.js';
import { runBugsAlone, runBugsBehindDrifts, runClean, runDrifts, type BenchContext } from './run-builds.js';
import { shop } from './shop.js';
import type { Subject } from './subject.js';
import { makeSuite, readSuite, suiteFile, suiteKey, writeSuite, type Suite } from './suite.js';

const usage = `npm run bench -- bugs [COMMAND …] [options]

  suite     make the suite of the clean app, or take the one this commit has made
  alone     each bug alone, healing off
  clean     the clean build again and again
  drift     builds that only drifted
  both      each bug that was noticed, behind drifts, healing on
  report    print the table of what was run
            (default: all of these; what was run with the same suite is not run again)

  --app NAME[@RELEASE]  an app of bench/apps, with bugs put in by a proxy; default: the sample shop
  --log-in              the sample shop with its customer logged in
  --suite KEY           a suite that was made before, whatever the code is now
  --only a,b            these bugs
  --times N             clean builds; default 20
  --sets N --size N     builds of so many drifts; default 4 of 3
  --seed N --each N     of an app from elsewhere: draws so many bugs of a kind; default seed 1, 2 of each
`;

const commands = ['suite', 'alone', 'clean', 'drift', 'both', 'report'];
const repositoryDir = fileURLToPath(new URL('../..', import.meta.url));
const say = (line: string): void => console.log(line);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    app: { type: 'string' },
    'log-in': { type: 'boolean', default: false },
    suite: { type: 'string' },
    only: { type: 'string' },
    times: { type: 'string', default: '20' },
    sets: { type: 'string', default: '4' },
    size: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    each: { type: 'string', default: '2' },
  },
});

async function openSubject(): Promise<Subject> {
  if (values.app === undefined) return shop({ logIn: values['log-in'] });
  return foreignApp({
    wanted: values.app,
    seed: Number(values.seed),
    each: Number(values.each),
    environment: process.env,
    say,
  });
}

async function suiteOf(lab: Lab, subject: Subject): Promise<{ suite: Suite; file: string }> {
  const key = values.suite ?? suiteKey(repositoryDir, subject.app);
  const path = suiteFile(join(repositoryDir, '.testforge/bench/bugs'), subject.app, key);
  const file = join(dirname(path), 'builds.jsonl');
  const known = readSuite(path);
  if (known) return { suite: known, file };
  say(`Writing the suite of ${subject.app} …`);
  const running = await subject.start({ bug: null, drifts: [] });
  try {
    const suite = await makeSuite({ lab, app: subject.app, key, clean: running, access: subject.access });
    writeSuite(path, suite);
    say(
      `${suite.plan.tests.length} tests kept in ${Math.round(suite.madeMs / 1000)} s; red at once: ${suite.notKept.length}`,
    );
    return { suite, file };
  } finally {
    await running.close();
  }
}

const steps: Record<string, (bench: BenchContext) => Promise<void>> = {
  alone: (bench) => runBugsAlone(bench, values.only?.split(',') ?? null),
  clean: (bench) => runClean(bench, Number(values.times)),
  drift: (bench) => runDrifts(bench, { sets: Number(values.sets), size: Number(values.size) }),
  both: (bench) => runBugsBehindDrifts(bench, Number(values.size)),
};

async function main(): Promise<void> {
  if (positionals.some((command) => !commands.includes(command))) throw new Error(usage);
  const wanted = positionals.length > 0 ? positionals : commands;
  const lab = await openLab(repositoryDir);
  const subject = await openSubject();
  try {
    const { suite, file } = await suiteOf(lab, subject);
    for (const command of wanted) {
      if (!steps[command]) continue;
      say(`${command}:`);
      await steps[command]({ lab, subject, suite, file, say });
    }
    if (wanted.includes('report')) printReport(readRecords(file), suite, say);
  } finally {
    await subject.close();
    await lab.close();
  }
}

await main();
