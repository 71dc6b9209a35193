// The command line. Everything but the one line of JSON goes to standard error.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue } from './catalogue.js';
import { resetApp } from './app-folder.js';
import { installApp } from './install-app.js';
import { startApp } from './start-app.js';
import type { App } from './app.js';

const usage = `npm run bench -- apps COMMAND NAME[@RELEASE] [options]

  list               the apps and their releases
  install NAME       install only
  start NAME         install, make first data where there is none, start; prints {url, user, password}; Ctrl-C stops it
  reset NAME         forget the data, so that the next start makes it afresh

  --port N           default: the one it had before, else a free one
  --sample a|b       which of two sets of first data of the same shape
  --clock-days N     the app believes that it is N days later (needs libfaketime: apt package faketime)
`;

const cacheDir = process.env['TESTFORGE_APPS_DIR'] || join(homedir(), '.cache/testforge/apps');
const shell = { PATH: process.env['PATH'] ?? '', HOME: homedir(), LANG: 'C.UTF-8' };
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      sample: { type: 'string', default: 'a' },
      'clock-days': { type: 'string', default: '0' },
    },
  });
  const [command, wanted = ''] = positionals;
  if (command === 'list') {
    for (const { name, releases } of catalogue) say(`${name.padEnd(16)} ${releases.join(', ')}`);
    return 0;
  }
  const { app, release } = find(wanted);
  const folder = { cacheDir, app, release, shell, say };
  if (command === 'install') return installApp(folder).then(() => 0);
  if (command === 'reset') return resetApp(folder).then(() => 0);
  if (command !== 'start') throw new Error(usage);
  const running = await startApp({
    ...folder,
    port: values.port === undefined ? null : Number(values.port),
    sample: values.sample === 'b' ? 'b' : 'a',
    clockDays: Number(values['clock-days']),
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
