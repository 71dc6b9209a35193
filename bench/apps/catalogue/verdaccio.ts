import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.js';

/** A private package registry: a React page with a log-in dialog; little to write, much to look at. */
export const verdaccio: App = {
  name: 'verdaccio',
  releases: ['6.1.2'],
  registry: 'npm',
  packages: (release) => [`verdaccio@${release}`],
  account: ({ user, password }) => ({ user, password }),
  async prepare({ data }) {
    writeFileSync(
      join(data, 'config.yaml'),
      [
        `storage: ${join(data, 'storage')}`,
        `auth: { htpasswd: { file: ${join(data, 'htpasswd')} } }`,
        'uplinks: {}',
        "packages: { '**': { access: $all, publish: $authenticated } }",
        'log: { type: stdout, format: pretty, level: warn }',
      ].join('\n'),
    );
  },
  serve: ({ data, port }) => ({
    program: 'verdaccio',
    args: ['--config', join(data, 'config.yaml'), '--listen', `127.0.0.1:${port}`],
  }),
  async afterFirstStart({ data, origin, user, email, password, sample, run }) {
    const answer = await fetch(`${origin}/-/user/org.couchdb.user:${user}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: user, password, email }),
    });
    const { token } = (await answer.json()) as { token: string };
    for (const title of sample.titles) {
      const name = title.toLowerCase().replaceAll(' ', '-');
      const dir = join(data, 'packages', name);
      mkdirSync(dir, { recursive: true });
      const json = { name, version: '1.0.0', description: sample.words, keywords: ['programme'], license: 'MIT' };
      writeFileSync(join(dir, 'package.json'), JSON.stringify(json));
      writeFileSync(join(dir, 'README.md'), `# ${title}\n\n${sample.words}\n`);
      writeFileSync(join(dir, '.npmrc'), `//${new URL(origin).host}/:_authToken=${token}\n`);
      await run({ program: '/usr/bin/env', args: ['npm', 'publish', '--registry', `${origin}/`], cwd: dir });
    }
  },
};
