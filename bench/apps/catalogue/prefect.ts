import type { App, Place } from '../app.js';

/** Schedules and watches work: a developer's tool whose pages are one Vue application with a client router. */
export const prefect: App = {
  name: 'prefect',
  releases: ['3.4.0', '3.9.1'],
  registry: 'pypi',
  packages: (release) => [`prefect==${release}`, ...(release === '3.4.0' ? broughtByOthers : [])],
  account: null,
  prepare: () => Promise.resolve(),
  serve: ({ data, port, origin }) => ({
    program: 'prefect',
    args: ['server', 'start', '--host', '127.0.0.1', '--port', `${port}`],
    env: {
      PREFECT_HOME: data,
      PREFECT_UI_API_URL: `${origin}/api`,
      PREFECT_SERVER_ANALYTICS_ENABLED: 'false',
      DO_NOT_TRACK: '1',
    },
  }),
  async afterFirstStart(place) {
    for (const title of place.sample.titles) {
      const name = title.toLowerCase().replaceAll(' ', '_');
      await post(place, '/api/flows/', { name, tags: ['programme'] });
      await post(place, '/api/variables/', { name, value: place.sample.words });
      await post(place, '/api/work_pools/', { name: name.replaceAll('_', '-'), type: 'process' });
    }
  },
  entry: '/dashboard',
  ready: '/api/health',
};

/** The older release imports the first, which it counts on others to bring, and gives the second what it takes no more. */
const broughtByOthers = ['importlib-metadata==8.7.0', 'fastapi==0.115.12'];

async function post({ origin }: Place, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered with ${answer.status}: ${await answer.text()}`);
}
