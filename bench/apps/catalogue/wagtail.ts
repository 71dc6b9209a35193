import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Place } from '../app.js';

/** A content management system on Django: pages rendered by the server, with a public site and an admin behind a log-in. */
export const wagtail: App = {
  name: 'wagtail',
  releases: ['4.2.4', '7.4.4'],
  registry: 'pypi',
  packages: (release) => [`wagtail==${release}`],
  account: ({ user, password }) => ({ user, password }),
  async prepare(place) {
    const { data, user, email, password, sample, run } = place;
    await run({ program: 'wagtail', args: ['start', 'site_of_ours', data] });
    await run(manage(place, 'migrate'));
    await run({
      ...manage(place, 'createsuperuser', '--noinput', '--username', user, '--email', email),
      env: { DJANGO_SUPERUSER_PASSWORD: password },
    });
    const pages = sample.titles.map((title) => `home.add_child(instance=HomePage(title=${JSON.stringify(title)}))`);
    const script = ['from home.models import HomePage', 'home = HomePage.objects.first()', ...pages].join('\n');
    await run(manage(place, 'shell', '-c', script));
  },
  async upgrade(place) {
    const { data, run } = place;
    const kept = `${data}.sqlite3`;
    renameSync(join(data, 'db.sqlite3'), kept);
    // The code of a site changes with the release that it is written for; its database stays.
    rmSync(data, { recursive: true });
    mkdirSync(data);
    await run({ program: 'wagtail', args: ['start', 'site_of_ours', data] });
    renameSync(kept, join(data, 'db.sqlite3'));
    await run(manage(place, 'migrate'));
  },
  serve: (place) => manage(place, 'runserver', '--noreload', `127.0.0.1:${place.port}`),
  entry: '/admin/',
};

const manage = ({ data }: Place, ...args: string[]) => ({
  program: 'python',
  args: [join(data, 'manage.py'), ...args],
});
