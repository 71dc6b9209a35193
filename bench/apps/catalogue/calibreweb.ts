import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../app.js';

/** A library of e-books on Flask: pages rendered by the server with some jQuery, everything behind a log-in. */
export const calibreweb: App = {
  name: 'calibreweb',
  releases: ['0.6.21', '0.6.27'],
  registry: 'pypi',
  packages: (release) => [`calibreweb==${release}`],
  constraints: ['setuptools<80'],
  account: ({ password }) => ({ user: 'admin', password }),
  async prepare({ data, port, password, sample, run }) {
    const script = join(data, 'prepare.py');
    writeFileSync(script, makeLibrary);
    const settings = join(data, 'app.db');
    await run({ program: 'python', args: [script, data, JSON.stringify(sample)] });
    // The program makes its settings when it is asked to set a password, and ends.
    await run({ program: 'cps', args: ['-p', settings, '-g', join(data, 'gdrive.db'), '-s', `admin:${password}`] });
    const set = `UPDATE settings SET config_calibre_dir = ?, config_port = ?`;
    const code = `import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(${JSON.stringify(set)}, (sys.argv[2], int(sys.argv[3]))); c.commit()`;
    await run({ program: 'python', args: ['-c', code, settings, data, `${port}`] });
  },
  serve: ({ data, port }) => ({
    program: 'cps',
    args: ['-p', join(data, 'app.db'), '-g', join(data, 'gdrive.db'), '-i', '127.0.0.1'],
    env: { CALIBRE_PORT: `${port}`, CALIBRE_DBPATH: data },
  }),
};

/** The desktop program that makes libraries is in no registry; the web app's own tables make one that it can read. */
const makeLibrary = `
import json, os, sqlite3, sys, uuid
sys.argv, (data, sample) = sys.argv[:1], (sys.argv[1], json.loads(sys.argv[2]))
os.environ['CALIBRE_DBPATH'] = data
from sqlalchemy import Float, create_engine
from calibreweb.cps import db
path = os.path.join(data, 'metadata.db')
engine = create_engine('sqlite:///' + path, execution_options={'schema_translate_map': {'calibre': None}})
# The desktop program's column; the web app only reads it and says that it is text.
db.Books.__table__.c.series_index.type = Float()
db.Base.metadata.create_all(engine)
c = sqlite3.connect(path)
c.execute("CREATE TABLE IF NOT EXISTS preferences (id INTEGER PRIMARY KEY, key TEXT, val TEXT)")
c.execute("INSERT INTO library_id (uuid) VALUES (?)", (str(uuid.uuid4()),))
c.execute("INSERT INTO languages (id, lang_code) VALUES (1, 'eng')")
c.execute("INSERT INTO tags (id, name) VALUES (1, 'Programme')")
c.execute("INSERT INTO series (id, name, sort) VALUES (1, 'Evenings', 'Evenings')")
c.execute("INSERT INTO publishers (id, name, sort) VALUES (1, 'Town press', 'Town press')")
for at, title in enumerate(sample['titles'], 1):
    author = 'Author ' + title.split()[0]
    folder = '%s/%s (%d)' % (author, title, at)
    os.makedirs(os.path.join(data, folder))
    with open(os.path.join(data, folder, title + '.txt'), 'w') as text:
        text.write(sample['words'])
    c.execute("INSERT INTO authors (id, name, sort, link) VALUES (?, ?, ?, '')", (at, author, author))
    stamp = '2024-01-0%d 12:00:00+00:00' % at
    book = dict(id=at, title=title, sort=title, author_sort=author, timestamp=stamp, pubdate=stamp, series_index=1.0,
        last_modified=stamp, path=folder, has_cover=0, uuid=str(uuid.uuid4()), isbn='', flags=1)
    names = [row[1] for row in c.execute("PRAGMA table_info(books)") if row[1] in book]
    c.execute("INSERT INTO books (%s) VALUES (%s)" % (','.join(names), ','.join('?' * len(names))), [book[n] for n in names])
    c.execute("INSERT INTO books_authors_link (book, author) VALUES (?, ?)", (at, at))
    c.execute("INSERT INTO books_tags_link (book, tag) VALUES (?, 1)", (at,))
    c.execute("INSERT INTO books_series_link (book, series) VALUES (?, 1)", (at,))
    c.execute("INSERT INTO books_publishers_link (book, publisher) VALUES (?, 1)", (at,))
    c.execute("INSERT INTO books_languages_link (book, lang_code) VALUES (?, 1)", (at,))
    c.execute("INSERT INTO comments (text, book) VALUES (?, ?)", (sample['words'], at))
    c.execute("INSERT INTO data (book, format, uncompressed_size, name) VALUES (?, 'TXT', 30, ?)", (at, title))
c.commit()
`;
