import { join } from 'node:path';
import type { App, Place } from '../app.js';

/** An issue tracker in plain server-rendered pages: long forms, lists, searches; anonymous reading, writing after a log-in. */
export const roundup: App = {
  name: 'roundup',
  releases: ['2.2.0', '2.6.0'],
  registry: 'pypi',
  packages: (release) => [`roundup==${release}`],
  constraints: ['setuptools<80'],
  account: ({ password }) => ({ user: 'admin', password }),
  async prepare(place) {
    const { data, origin, password, sample } = place;
    const home = homeOf(place);
    const admin = (...args: string[]) =>
      place.run({ program: 'roundup-admin', args: ['-i', home, ...args], cwd: data });
    await admin(
      'install',
      'classic',
      'sqlite',
      `tracker_web=${origin}/tracker/,mail_domain=example.com,mailhost=localhost`,
    );
    await admin('initialise', password);
    for (const title of sample.titles) await admin('create', 'issue', `title=${title}`, 'priority=3', 'status=1');
  },
  serve: (place) => ({
    program: 'roundup-server',
    args: ['-n', '127.0.0.1', '-p', `${place.port}`, `tracker=${homeOf(place)}`],
  }),
  entry: '/tracker/',
};

const homeOf = ({ data }: Place): string => join(data, 'tracker');
