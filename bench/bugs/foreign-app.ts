import { homedir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../apps/catalogue.js';
import { startApp } from '../apps/start-app.js';
import { chooseBugs } from './inject/choose-bugs.js';
import type { InjectedBug } from './inject/fault.js';
import { startProxy } from './inject/start-proxy.js';
import { createTraffic, type Endpoint } from './inject/traffic.js';
import type { Subject } from './subject.js';

export interface ForeignOptions {
  /** NAME[@RELEASE] of bench/apps. */
  wanted: string;
  /** Which bugs are drawn, and how many of a kind. */
  seed: number;
  each: number;
  environment: Record<string, string | undefined>;
  say(line: string): void;
}

/** What a program started by hand would see and needs, as in bench/apps. */
const passedOn = /^(PATH|HOME|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|PIP_\w+|npm_config_registry|(https?|no)_proxy)$/i;

/** An app that nobody here wrote, behind a proxy that puts bugs in. Its bugs are drawn from what it was seen to do. */
export async function foreignApp({ wanted, seed, each, environment, say }: ForeignOptions): Promise<Subject> {
  const [name, asked] = wanted.split('@');
  const app = catalogue.find((one) => one.name === name);
  const release = asked ?? app?.releases[0];
  if (!app || release === undefined || !app.releases.includes(release)) throw new Error(`no such app: ${wanted}`);
  const shell = Object.entries({ LANG: 'C.UTF-8', ...environment }).flatMap(([variable, value]) =>
    value !== undefined && (variable === 'LANG' || passedOn.test(variable)) ? [[variable, value] as const] : [],
  );
  const running = await startApp({
    cacheDir: environment['TESTFORGE_APPS_DIR'] ?? join(homedir(), '.cache/testforge/apps'),
    app,
    release,
    shell: Object.fromEntries(shell),
    say,
    port: null,
    sample: 'a',
    clockDays: 0,
  });
  const { hostname: host, port, pathname } = new URL(running.url);
  const upstream = { host, port: Number(port) };
  const secrets = { password: running.account?.password };
  let bugs: InjectedBug[] = [];
  let front = 0;
  return {
    app: `${app.name}-${release}`,
    access: running.account ?? {},
    drifts: [],
    bugs({ model, traffic }) {
      bugs = chooseBugs({ model, endpoints: traffic, hasAccount: running.account !== null }, { seed, each });
      return bugs;
    },
    async start({ bug }) {
      const fault = bugs.find((one) => one.name === bug)?.fault ?? null;
      if (bug !== null && fault === null) throw new Error(`no such bug: ${bug}`);
      const traffic = createTraffic();
      const proxy = await startProxy({ upstream, port: front, fault, secrets, onExchange: traffic.add });
      // The same address each time, as the app's own would be.
      front = proxy.port;
      return {
        url: `http://127.0.0.1:${proxy.port}${pathname}`,
        fired: proxy.fired,
        traffic: (): Endpoint[] => traffic.endpoints(),
        close: proxy.close,
      };
    },
    close: () => running.stop(),
  };
}
