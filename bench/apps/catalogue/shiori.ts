import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Place } from '../app.js';

/** Keeps bookmarks: one page of Vue whose buttons are pictures, dialogs instead of pages, a JSON API behind a log-in; written in Go. */
export const shiori: App = {
  name: 'shiori',
  releases: ['1.7.0'],
  registry: 'go',
  packages: (release) => [`github.com/go-shiori/shiori@v${release}`],
  account: ({ user, password }) => ({ user, password }),
  prepare: ({ data }) => {
    mkdirSync(join(data, 'shiori'), { recursive: true });
    return Promise.resolve();
  },
  serve: ({ data, port, password }) => ({
    program: 'shiori',
    args: ['server', '--address', '127.0.0.1', '--port', `${port}`],
    env: {
      SHIORI_DIR: join(data, 'shiori'),
      SHIORI_HTTP_SECRET_KEY: `${password}-key`,
      SHIORI_HOSTNAME: '127.0.0.1',
    },
  }),
  async afterFirstStart(place) {
    const { user, password, sample } = place;
    const first = await logIn(place, 'shiori', 'gopher');
    await post(place, '/api/accounts', { username: user, password, owner: true }, first);
    const own = await logIn(place, user, password);
    for (const [at, title] of sample.titles.entries()) {
      const name = title.toLowerCase().replaceAll(' ', '-');
      const bookmark = {
        url: `http://programme.invalid/${name}`,
        title,
        excerpt: sample.words,
        tags: [{ name: 'programme' }, { name: at === 0 ? 'outside' : 'inside' }],
        createArchive: false,
        public: 0,
      };
      await post(place, '/api/bookmarks', bookmark, own);
    }
  },
};

async function logIn(place: Place, username: string, password: string): Promise<string> {
  const answer = await post(place, '/api/v1/auth/login', { username, password, remember_me: true });
  return ((await answer.json()) as { message: { token: string } }).message.token;
}

async function post({ origin }: Place, path: string, body: object, token?: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered with ${answer.status}: ${await answer.text()}`);
  return answer;
}
