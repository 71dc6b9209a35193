import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.js';

/** A wiki on Flask: pages rendered by the server, everybody may read, an account may write. */
export const moin: App = {
  name: 'moin',
  releases: ['2.0.0b1', '2.0.0b5'],
  registry: 'pypi',
  packages: (release) => [`moin==${release}`],
  constraints: ['setuptools<80'],
  account: ({ user, password }) => ({ user, password }),
  async prepare({ data, user, email, password, sample, run }) {
    await run({ program: 'moin', args: ['create-instance', '--path', data] });
    giveRights(join(data, 'wikiconfig.py'), user);
    await run({ program: 'moin', args: ['index-create'], cwd: data });
    await run({
      program: 'moin',
      args: ['account-create', '--name', user, '--email', email, '--password', password],
      cwd: data,
    });
    await run({ program: 'moin', args: ['welcome'], cwd: data });
    for (const [at, title] of sample.titles.entries()) await putItem(at, title);

    async function putItem(at: number, title: string): Promise<void> {
      const [meta, text] = [join(data, `item-${at}.meta`), join(data, `item-${at}.data`)];
      const facts = {
        name: [title],
        namespace: '',
        itemtype: 'default',
        contenttype: 'text/x.moin.wiki;charset=utf-8',
      };
      const content = `= ${title} =\r\n\r\n${sample.words}\r\n`;
      const itemid = randomUUID().replaceAll('-', '');
      writeFileSync(
        meta,
        JSON.stringify({ ...facts, itemid, rev_number: 1, size: content.length, tags: ['programme'] }),
      );
      writeFileSync(text, content);
      await run({ program: 'moin', args: ['item-put', '--meta', meta, '--data', text], cwd: data });
    }
  },
  async upgrade({ data, user, run }) {
    const kept = `${data}-kept`;
    renameSync(data, kept);
    // The settings are those of a release; what was written stays, and is indexed anew.
    mkdirSync(data);
    await run({ program: 'moin', args: ['create-instance', '--path', data] });
    giveRights(join(data, 'wikiconfig.py'), user);
    cpSync(join(kept, 'wiki/data'), join(data, 'wiki/data'), { recursive: true });
    rmSync(kept, { recursive: true });
    for (const command of ['index-create', 'index-build']) await run({ program: 'moin', args: [command], cwd: data });
  },
  serve: ({ data, port }) => ({ program: 'moin', args: ['run', '-h', '127.0.0.1', '-p', `${port}`], cwd: data }),
  entry: '/Home',
};

/** Who is named in place of these words may edit; left as they are, nobody may. */
function giveRights(settings: string, user: string): void {
  const places = /YOUR-(SUPER-EDITOR|SUPER-USER-NAME|TRUSTED-EDITORS-GROUP)/g;
  writeFileSync(settings, readFileSync(settings, 'utf8').replaceAll(places, user));
}
