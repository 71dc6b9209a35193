import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Place } from '../app.js';

/** Administers an SQLite file: a small Flask tool of long forms and tables, behind a password without a user name. */
export const sqliteWeb: App = {
  name: 'sqlite-web',
  releases: ['0.8.2'],
  registry: 'pypi',
  packages: (release) => [`sqlite-web==${release}`],
  // The form asks for no user; whoever logs in is called something all the same.
  account: ({ user, password }) => ({ user, password }),
  async prepare({ data, sample, run }) {
    const script = join(data, 'prepare.py');
    writeFileSync(script, makeTables);
    await run({ program: 'python', args: [script, fileOf({ data }), JSON.stringify(sample)] });
  },
  serve: ({ data, port, password }) => ({
    program: 'sqlite_web',
    args: ['-H', '127.0.0.1', '-p', `${port}`, '-x', '-P', fileOf({ data })],
    env: { SQLITE_WEB_PASSWORD: password },
  }),
};

const fileOf = ({ data }: Pick<Place, 'data'>): string => join(data, 'programme.db');

/** Two tables that belong together, an index, a view and a trigger. */
const makeTables = `
import json, sqlite3, sys
sample = json.loads(sys.argv[2])
c = sqlite3.connect(sys.argv[1])
c.executescript('''
CREATE TABLE evening (id INTEGER PRIMARY KEY, title TEXT NOT NULL, note TEXT, seats INTEGER NOT NULL DEFAULT 20);
CREATE TABLE guest (id INTEGER PRIMARY KEY, name TEXT NOT NULL, evening_id INTEGER REFERENCES evening (id));
CREATE INDEX guest_evening ON guest (evening_id);
CREATE VIEW full_evenings AS SELECT title FROM evening WHERE seats < 5;
CREATE TRIGGER no_empty_title BEFORE INSERT ON evening WHEN NEW.title = '' BEGIN SELECT RAISE(ABORT, 'A title is needed'); END;
''')
for at, title in enumerate(sample['titles'], 1):
    c.execute('INSERT INTO evening VALUES (?, ?, ?, ?)', (at, title, sample['words'], at * 10))
    c.execute('INSERT INTO guest VALUES (?, ?, ?)', (at, 'Guest of ' + title, at))
c.commit()
`;
