import { join } from 'node:path';
import type { App, Place } from '../app.js';

/** Feature flags: an administration panel that is one React application with a client router, behind a log-in, on PostgreSQL. */
export const unleash: App = {
  name: 'unleash',
  releases: ['8.2.0'],
  registry: 'npm',
  packages: (release) => [`unleash-server@${release}`],
  needsDatabase: true,
  account: ({ password }) => ({ user: 'admin', password }),
  prepare: () => Promise.resolve(),
  serve: ({ installed, port, password, database }) => ({
    program: process.execPath,
    args: [join(installed, 'node_modules/unleash-server/dist/server.js')],
    env: {
      DATABASE_HOST: database?.host ?? '',
      DATABASE_PORT: `${database?.port ?? ''}`,
      DATABASE_NAME: database?.name ?? '',
      DATABASE_USERNAME: database?.user ?? '',
      DATABASE_PASSWORD: database?.password ?? '',
      DATABASE_SSL: 'false',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: `${port}`,
      UNLEASH_DEFAULT_ADMIN_USERNAME: 'admin',
      UNLEASH_DEFAULT_ADMIN_PASSWORD: password,
      CHECK_VERSION: 'false',
      SEND_TELEMETRY: 'false',
    },
  }),
  async afterFirstStart(place) {
    const { sample, password } = place;
    const answer = await post(place, '/auth/simple/login', { username: 'admin', password });
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
    for (const title of sample.titles) {
      const name = title.toLowerCase().replaceAll(' ', '-');
      const body = { name, type: 'release', description: sample.words };
      await post(place, '/api/admin/projects/default/features', body, cookie.join('; '));
    }
  },
  ready: '/health',
};

async function post({ origin }: Place, path: string, body: object, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie };
  const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered with ${answer.status}: ${await answer.text()}`);
  return answer;
}
