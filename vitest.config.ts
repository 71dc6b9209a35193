import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

/** Nest needs decorator metadata, which only SWC emits. */
const plugins = () => [
  swc.vite({
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { decoratorMetadata: true, legacyDecorator: true },
      target: 'es2023',
    },
  }),
];
const ignored = ['**/node_modules/**', '**/.testforge/**', '**/dist/**'];
/** What shares one PostgreSQL. */
const onDatabase = [
  'apps/api/test/**/*.it.spec.ts',
  'libs/{billing,identity,knowledge,runs,suite}/test/**/*.it.spec.ts',
  'libs/platform/test/{db,migrations,row-security}.it.spec.ts',
  'libs/healing/test/healing-store.it.spec.ts',
];
const medium = {
  // Far above what anything takes: a slow machine is no failed test.
  testTimeout: 300_000,
  hookTimeout: 600_000,
  pool: 'forks' as const,
};

export default defineConfig({
  test: {
    projects: [
      {
        plugins: plugins(),
        test: {
          name: 'small',
          include: [
            '{apps,libs}/*/src/**/*.spec.ts',
            'temporal/activities/**/*.spec.ts',
            'prisma/**/*.spec.ts',
            'tools/**/*.spec.ts',
          ],
          exclude: [...ignored, 'apps/e2e/**'],
          testTimeout: 30_000,
          // Loading the same modules anew for each file takes four times as long as the tests do.
          isolate: false,
        },
      },
      {
        plugins: plugins(),
        test: {
          name: 'medium',
          include: ['{apps,libs}/*/test/**/*.it.spec.ts'],
          exclude: [...ignored, 'apps/e2e/**', ...onDatabase],
          ...medium,
          // Most of them wait for browsers, limits and sandboxes; each has its own.
          maxWorkers: 2,
        },
      },
      {
        plugins: plugins(),
        test: {
          name: 'database',
          include: onDatabase,
          exclude: ignored,
          ...medium,
          globalSetup: ['./libs/testkit/src/global-setup.ts'],
          // The roles of a cluster are one for all of its databases.
          fileParallelism: false,
          // The API is loaded once, not by each file.
          isolate: false,
        },
      },
      {
        plugins: plugins(),
        test: {
          name: 'flow',
          include: ['temporal/test/**/*.flow.spec.ts'],
          exclude: ignored,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        plugins: plugins(),
        test: { name: 'replay', include: ['temporal/test/**/replay.spec.ts'], exclude: ignored, testTimeout: 300_000 },
      },
      {
        plugins: plugins(),
        test: {
          name: 'e2e',
          include: ['apps/e2e/**/*.e2e.spec.ts'],
          exclude: ignored,
          testTimeout: 2_400_000,
          hookTimeout: 2_400_000,
          expect: { poll: { timeout: 60_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
