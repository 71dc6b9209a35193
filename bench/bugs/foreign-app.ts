import { homedir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../apps/catalogue.js';
import { startApp } from '../apps/start-app.js';
import { injectedSubject, type InjectedOptions } from './inject/injected-subject.js';
import { pageDrifts } from './inject/page-drifts.js';
import type { Subject } from './subject.js';

export interface ForeignOptions {
  /** NAME[@RELEASE] of bench/apps. */
  wanted: string;
  /** Nobody logs in, whatever account the app has. */
  guest: boolean;
  draw: InjectedOptions['draw'];
  environment: Record<string, string | undefined>;
  say(line: string): void;
}

/** What a program started by hand would see and needs, as in bench/apps. */
const passedOn = /^(PATH|HOME|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|PIP_\w+|npm_config_registry|(https?|no)_proxy)$/i;

/** An app that nobody here wrote, started once; its data are what every build finds and leaves. */
export async function foreignApp({ wanted, guest, draw, environment, say }: ForeignOptions): Promise<Subject> {
  const [name, asked] = wanted.split('@');
  const app = catalogue.find((one) => one.name === name);
  const release = asked ?? app?.releases[0];
  if (!app || release === undefined || !app.releases.includes(release)) throw new Error(`no such app: ${wanted}`);
  const shell = Object.entries(environment).flatMap(([variable, value]) =>
    value !== undefined && passedOn.test(variable) ? [[variable, value] as const] : [],
  );
  const running = await startApp({
    cacheDir: environment['TESTFORGE_APPS_DIR'] ?? join(homedir(), '.cache/testforge/apps'),
    app,
    release,
    shell: { LANG: 'C.UTF-8', ...Object.fromEntries(shell) },
    say,
    port: null,
    sample: 'a',
    clockDays: 0,
  });
  return injectedSubject({
    app: `${app.name}-${release}${guest ? '-guest' : ''}`,
    access: guest ? {} : (running.account ?? {}),
    drifts: pageDrifts,
    draw,
    open: () => Promise.resolve({ url: running.url, close: () => Promise.resolve() }),
    close: () => running.stop(),
  });
}
