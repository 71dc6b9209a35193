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
const medium = {
  globalSetup: ['./libs/testkit/src/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
  fileParallelism: false,
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
            'temporal/src/**/*.spec.ts',
            'prisma/**/*.spec.ts',
            'tools/**/*.spec.ts',
          ],
          exclude: [...ignored, 'apps/e2e/**'],
          testTimeout: 30_000,
        },
      },
      {
        plugins: plugins(),
        test: {
          name: 'medium',
          include: ['{apps,libs}/*/test/**/*.it.spec.ts'],
          exclude: [...ignored, 'apps/e2e/**'],
          ...medium,
        },
      },
      {
        plugins: plugins(),
        test: {
          name: 'flow',
          include: ['temporal/test/**/*.flow.spec.ts'],
          exclude: ignored,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        plugins: plugins(),
        test: { name: 'replay', include: ['temporal/test/**/replay.spec.ts'], exclude: ignored, testTimeout: 120_000 },
      },
      {
        plugins: plugins(),
        test: {
          name: 'e2e',
          include: ['apps/e2e/**/*.e2e.spec.ts'],
          exclude: ignored,
          testTimeout: 900_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
