import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../apps/app.js';
import { catalogue } from '../apps/catalogue.js';

/** What a program started by hand would see and needs, as in bench/apps. */
const passedOn = /^(PATH|HOME|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|PIP_\w+|npm_config_registry|(https?|no)_proxy)$/i;

export interface AppPlace {
  cacheDir: string;
  app: App;
  release: string;
  shell: Record<string, string>;
}

/** `wanted`: NAME[@RELEASE] of bench/apps. */
export function appPlace(wanted: string, environment: Record<string, string | undefined>): AppPlace {
  const [name, asked] = wanted.split('@');
  const app = catalogue.find((one) => one.name === name);
  const release = asked ?? app?.releases[0];
  if (!app || release === undefined || !app.releases.includes(release)) throw new Error(`no such app: ${wanted}`);
  const shell = Object.entries(environment).flatMap(([variable, value]) =>
    value !== undefined && passedOn.test(variable) ? [[variable, value] as const] : [],
  );
  return {
    cacheDir: environment['TESTFORGE_APPS_DIR'] ?? join(homedir(), '.cache/testforge/apps'),
    app,
    release,
    shell: { LANG: 'C.UTF-8', ...Object.fromEntries(shell) },
  };
}
