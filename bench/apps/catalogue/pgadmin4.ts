import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.js';

/** Administers PostgreSQL: a React desktop in a page, with trees, tabs, wizards and a log-in page. */
export const pgadmin4: App = {
  name: 'pgadmin4',
  releases: ['9.18'],
  registry: 'pypi',
  packages: (release) => [`pgadmin4==${release}`],
  account: ({ email, password }) => ({ user: email, password }),
  async prepare({ data, installed, port, email, password, run }) {
    mkdirSync(join(data, 'home'));
    const settings = {
      SERVER_MODE: true,
      DATA_DIR: data,
      DEFAULT_SERVER: '127.0.0.1',
      DEFAULT_SERVER_PORT: port,
      UPGRADE_CHECK_ENABLED: false,
      MASTER_PASSWORD_REQUIRED: false,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${python(value)}`);
    // The only place it reads settings from without root's rights is its own folder.
    const where = ['-c', 'import importlib.util as u; print(u.find_spec("pgadmin4").submodule_search_locations[0])'];
    const folder = (await run({ program: 'python', args: where })).trim();
    writeFileSync(join(folder.startsWith(installed) ? folder : data, 'config_local.py'), lines.join('\n'));
    await run({
      program: 'python',
      args: [join(folder, 'setup.py'), 'setup-db'],
      env: { PGADMIN_SETUP_EMAIL: email, PGADMIN_SETUP_PASSWORD: password },
    });
  },
  serve: () => ({ program: 'pgadmin4', args: [] }),
  ready: '/login',
};

const python = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
