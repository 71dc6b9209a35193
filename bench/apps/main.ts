// The command line. Everything but the one line of JSON goes to standard error.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { TestPlan } from '@testforge/core';
import { catalogue } from './catalogue.js';
import { resetApp } from './app-folder.js';
import { featureCoverage } from './feature-coverage.js';
import { installApp } from './install-app.js';
import { shellVariables } from './shell-variables.js';
import { startApp } from './start-app.js';
import { trySuite } from './try-suite.js';
import type { App } from './app.js';

const usage = `npm run bench -- apps COMMAND NAME[@RELEASE] [options]

  list               the apps and their releases
  install NAME       install only
  start NAME         install, make first data where there is none, start; prints {url, user, password}; Ctrl-C stops it
  reset NAME         forget the data, so that the next start makes it afresh
  try NAME --suite DIR
                     takes an exported suite through its situations: again (5 times), a day and 35 days on, other data,
                     the next release; plain Playwright, no retries, no healing. Exit code 1 where a test fails before that

  coverage NAME --plan FILE
                     which of the app's documented features (features/NAME.json) the tests of a plan document touch

  --times N          how often 'again' is; default 5
  --again            nothing but 'again'
  --from RELEASE     'start': where there are no data yet, take over those of another release, as an upgrade does
  --port N           default: the one it had before, else a free one
  --sample a|b       which of two sets of first data of the same shape
  --clock-days N     the app believes that it is N days later (needs libfaketime: apt package faketime)
`;

const repositoryDir = fileURLToPath(new URL('../..', import.meta.url));
const cacheDir = process.env['TESTFORGE_APPS_DIR'] || join(homedir(), '.cache/testforge/apps');
const shell = shellVariables(process.env);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      sample: { type: 'string', default: 'a' },
      'clock-days': { type: 'string', default: '0' },
      suite: { type: 'string' },
      plan: { type: 'string' },
      times: { type: 'string', default: '5' },
      again: { type: 'boolean', default: false },
      from: { type: 'string' },
    },
  });
  const [command, wanted = ''] = positionals;
  if (command === 'coverage' && values.plan !== undefined) {
    const { tests } = JSON.parse(readFileSync(values.plan, 'utf8')) as Pick<TestPlan, 'tests'>;
    process.stdout.write(`${JSON.stringify(featureCoverage(wanted, tests), null, 2)}\n`);
    return 0;
  }
  if (command === 'list') {
    for (const { name, releases } of catalogue) say(`${name.padEnd(16)} ${releases.join(', ')}`);
    return 0;
  }
  const { app, release } = find(wanted);
  const folder = { cacheDir, app, release, shell, say };
  if (command === 'install') return installApp(folder).then(() => 0);
  if (command === 'reset') return resetApp(folder).then(() => 0);
  const port = values.port === undefined ? null : Number(values.port);
  if (command === 'try' && values.suite !== undefined) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
    const outcome = await trySuite({
      ...folder,
      port,
      suite: values.suite,
      repositoryDir,
      times: Number(values.times),
      againOnly: values.again,
    });
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
    const sameRelease = Object.entries(outcome).filter(([name]) => !name.startsWith('release'));
    return sameRelease.some(([, { failing, flaky }]) => failing.length + flaky.length > 0) ? 1 : 0;
  }
  if (command !== 'start') throw new Error(usage);
  const running = await startApp({
    ...folder,
    port,
    sample: values.sample === 'b' ? 'b' : 'a',
    clockDays: Number(values['clock-days']),
    from: values.from,
  });
  process.stdout.write(`${JSON.stringify({ url: running.url, ...running.account })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.stop());
  return running.ended;
}

function find(wanted: string): { app: App; release: string } {
  const [name, release] = wanted.split('@');
  const app = catalogue.find((one) => one.name === name);
  if (app === undefined) throw new Error(usage);
  if (release !== undefined && !app.releases.includes(release))
    throw new Error(`${app.name} is here in ${app.releases.join(', ')}`);
  return { app, release: release ?? app.releases[0] };
}

process.exitCode = await main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  return 1;
});
