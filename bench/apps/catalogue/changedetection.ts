import type { App } from '../app.js';

/** Watches pages for changes: a tool on Flask without log-in, long forms, live updates by socket in the newer release. */
export const changedetection: App = {
  name: 'changedetection',
  releases: ['0.45.23', '0.60.10'],
  registry: 'pypi',
  packages: (release) => [`changedetection.io==${release}`],
  constraints: ['setuptools<80'],
  account: null,
  prepare: () => Promise.resolve(),
  serve: ({ data, port }) => ({
    program: 'changedetection.io',
    args: ['-C', '-d', data, '-h', '127.0.0.1', '-p', `${port}`],
    env: { DISABLE_VERSION_CHECK: 'true' },
  }),
};
