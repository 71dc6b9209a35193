import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.js';

/** Controls a 3D printer (here: the program's own virtual one): one page of Knockout, tabs, dialogs and a web socket. */
export const octoprint: App = {
  name: 'octoprint',
  releases: ['1.11.8'],
  registry: 'pypi',
  packages: (release) => [`octoprint==${release}`],
  constraints: ['setuptools<80'],
  account: ({ user, password }) => ({ user, password }),
  async prepare({ data, user, password, run }) {
    const settings = {
      server: { firstRun: false, onlineCheck: { enabled: false }, pluginBlacklist: { enabled: false } },
      plugins: {
        virtual_printer: { enabled: true },
        tracking: { enabled: false },
        announcements: { channels: { _important: { enabled: false } } },
        _disabled: ['softwareupdate', 'announcements'],
      },
    };
    // JSON is YAML.
    writeFileSync(join(data, 'config.yaml'), JSON.stringify(settings));
    const add = ['user', 'add', user, '--password', password, '--admin'];
    await run({ program: 'octoprint', args: ['--basedir', data, ...add] });
  },
  serve: ({ data, port }) => ({
    program: 'octoprint',
    args: ['serve', '--basedir', data, '--host', '127.0.0.1', '--port', `${port}`, '--iknowwhatimdoing'],
  }),
};
