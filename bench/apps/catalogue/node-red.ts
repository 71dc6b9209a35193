import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.js';

/** Wires things together: a developer's tool whose only page is an editor of jQuery widgets around a drawing. */
export const nodeRed: App = {
  name: 'node-red',
  releases: ['5.0.7'],
  registry: 'npm',
  packages: (release) => [`node-red@${release}`],
  account: null,
  prepare({ data, sample }) {
    const settings = {
      uiHost: '127.0.0.1',
      telemetry: { enabled: false, updateNotification: false },
      editorTheme: { tours: false, palette: { catalogues: [] } },
      diagnostics: { enabled: false },
    };
    writeFileSync(join(data, 'settings.js'), `module.exports = ${JSON.stringify(settings)};`);
    const tabs = sample.titles.map((label, at) => ({ id: `f00000000000000${at}`, type: 'tab', label }));
    const notes = sample.titles.map((name, at) => ({
      id: `c00000000000000${at}`,
      type: 'comment',
      z: `f00000000000000${at}`,
      name,
      info: sample.words,
      x: 200,
      y: 100,
      wires: [],
    }));
    writeFileSync(join(data, 'flows.json'), JSON.stringify([...tabs, ...notes]));
    return Promise.resolve();
  },
  serve: ({ data, port }) => ({
    program: 'node-red',
    args: ['--userDir', data, '--settings', join(data, 'settings.js'), '--port', `${port}`, 'flows.json'],
  }),
};
