import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.js';

/** A notebook: one page in which everything happens, open to everybody, saved over HTTP. */
export const tiddlywiki: App = {
  name: 'tiddlywiki',
  releases: ['5.1.23', '5.4.1'],
  registry: 'npm',
  packages: (release) => [`tiddlywiki@${release}`],
  account: null,
  async prepare({ data, sample, run }) {
    await run({ program: 'tiddlywiki', args: [data, '--init', 'server'] });
    // Notes are read from here alone.
    const notes = join(data, 'tiddlers');
    mkdirSync(notes, { recursive: true });
    for (const [at, title] of sample.titles.entries()) {
      const lines = [`title: ${title}`, 'tags: Programme', `created: 2024010${at + 1}120000000`, '', sample.words];
      writeFileSync(join(notes, `sample-${at}.tid`), lines.join('\n'));
    }
    const start = ['title: $:/DefaultTiddlers', '', ...sample.titles.map((title) => `[[${title}]]`)];
    writeFileSync(join(notes, 'start.tid'), start.join('\n'));
  },
  serve: ({ data, port }) => ({ program: 'tiddlywiki', args: [data, '--listen', 'host=127.0.0.1', `port=${port}`] }),
};
