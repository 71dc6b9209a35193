import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Place } from '../app.js';

/** Shares expenses: Flask, pages rendered by the server, a log-in for each project; here in French. */
export const ihatemoney: App = {
  name: 'ihatemoney',
  releases: ['7.2.1'],
  registry: 'pypi',
  packages: (release) => [`ihatemoney==${release}`],
  account: ({ password }) => ({ user: project, password }),
  prepare(place) {
    const lines = [
      `SQLALCHEMY_DATABASE_URI = 'sqlite:///${join(place.data, 'ihatemoney.db')}'`,
      `SECRET_KEY = '${place.password}-key'`,
      'ALLOW_PUBLIC_PROJECT_CREATION = True',
      'ACTIVATE_DEMO_PROJECT = False',
      'SESSION_COOKIE_SECURE = False',
      "SUPPORTED_LANGUAGES = ['fr']",
      "BABEL_DEFAULT_LOCALE = 'fr'",
    ];
    writeFileSync(settingsOf(place), lines.join('\n'));
    return Promise.resolve();
  },
  serve: (place) => ({
    program: 'ihatemoney',
    args: ['run', '--host', '127.0.0.1', '--port', `${place.port}`],
    env: { IHATEMONEY_SETTINGS_FILE_PATH: settingsOf(place) },
  }),
  async afterFirstStart(place) {
    const { email, password, sample } = place;
    const asked = { name: 'Colocation', id: project, password, contact_email: email, default_currency: 'XXX' };
    await post(place, '/api/projects', asked);
    for (const name of ['Alice', 'Bruno', 'Chloé']) await post(place, `/api/projects/${project}/members`, { name });
    for (const [at, what] of sample.titles.entries()) {
      const bill = { what, payer: `${at + 1}`, payed_for: '1', amount: `${(at + 1) * 12}`, date: `2024-01-0${at + 1}` };
      await post(place, `/api/projects/${project}/bills`, bill);
    }
  },
};

const project = 'colocation';
const settingsOf = ({ data }: Place): string => join(data, 'ihatemoney.cfg');

async function post({ origin, password }: Place, path: string, fields: Record<string, string>): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${project}:${password}`).toString('base64')}`;
  const answer = await fetch(origin + path, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams(fields),
  });
  if (!answer.ok) throw new Error(`${path} answered with ${answer.status}: ${await answer.text()}`);
}
