import type { App } from './app.js';
import { resetApp } from './app-folder.js';
import type { InstallOptions } from './install-app.js';
import { repeatSuite, type Repeats } from './repeat-suite.js';
import { startApp } from './start-app.js';

export interface TryOptions extends Omit<InstallOptions, 'release' | 'app'> {
  app: App;
  /** The release that the suite was made on. */
  release: string;
  suite: string;
  repositoryDir: string;
  port: number | null;
  times: number;
  /** Nothing but the same again. */
  againOnly: boolean;
}

interface Situation {
  name: string;
  release: string;
  sample: 'a' | 'b';
  clockDays: number;
  times: number;
  /** Begins on data made anew; otherwise on what the last situation left. */
  fresh: boolean;
}

/** What a kept suite has to stand: the same again, tomorrow, next month, other data; and, last, the next release as it is. */
function situationsOf({ app, release, times, againOnly }: TryOptions): Situation[] {
  const same = { release, sample: 'a' as const, clockDays: 0, times: 1, fresh: false };
  if (againOnly) return [{ ...same, name: 'again', times }];
  const next = app.releases[app.releases.indexOf(release) + 1];
  return [
    { ...same, name: 'again', times },
    { ...same, name: 'tomorrow', clockDays: 1 },
    { ...same, name: 'in 35 days', clockDays: 35 },
    { ...same, name: 'other data', sample: 'b', fresh: true },
    ...(next === undefined ? [] : [{ ...same, name: `release ${next}`, release: next, fresh: true }]),
  ];
}

/** Takes an exported suite through its situations, the app started anew for each, and says how every test did. */
export async function trySuite(options: TryOptions): Promise<Record<string, Repeats>> {
  const outcome: Record<string, Repeats> = {};
  for (const { name, release, sample, clockDays, times, fresh } of situationsOf(options)) {
    const folder = { ...options, release };
    if (fresh) await resetApp(folder);
    const running = await startApp({ ...folder, sample, clockDays });
    try {
      const repeats = await repeatSuite({ ...options, url: running.url, account: running.account, times, clockDays });
      outcome[name] = repeats;
      say(options, name, repeats);
    } finally {
      await running.stop();
    }
  }
  return outcome;
}

function say({ say: line }: TryOptions, name: string, { tests, failing, flaky, durationsMs }: Repeats): void {
  const seconds = durationsMs.map((ms) => (ms / 1000).toFixed(1)).join(', ');
  line(`${name}: ${tests.length} tests, ${failing.length} failing, ${flaky.length} flaky (${seconds} s)`);
  for (const { title, error } of failing) line(`  fails:  ${title}: ${error}`);
  for (const { title, passed, failed, error } of flaky)
    line(`  flaky ${passed}/${passed + failed}:  ${title}: ${error}`);
}
