import { join, resolve } from 'node:path';
import type { Config } from '@testforge/platform/config';
import { stagingDirOf } from './staging.js';

export interface Paths {
  repositoryDir: string;
  stateDir: string;
  bundle: string;
  objectsDir: string;
  stagingDir: string;
}

type PathSettings = Pick<Config, 'TESTFORGE_REPOSITORY_DIR' | 'TESTFORGE_STATE_DIR' | 'TESTFORGE_WORKFLOW_BUNDLE'>;

/** Where the worker's files lie, as absolute paths. */
export function pathsOf(config: PathSettings): Paths {
  const stateDir = resolve(config.TESTFORGE_STATE_DIR);
  return {
    repositoryDir: resolve(config.TESTFORGE_REPOSITORY_DIR),
    stateDir,
    bundle: config.TESTFORGE_WORKFLOW_BUNDLE ?? join(stateDir, 'build', 'workflows.js'),
    objectsDir: join(stateDir, 'objects'),
    stagingDir: stagingDirOf(stateDir),
  };
}

/** The same before any service runs, when the rest of the configuration is not known yet. */
export const loadBuildPaths = (env: Record<string, string | undefined>): Paths =>
  pathsOf({
    TESTFORGE_REPOSITORY_DIR: env['TESTFORGE_REPOSITORY_DIR'] ?? '.',
    TESTFORGE_STATE_DIR: env['TESTFORGE_STATE_DIR'] ?? '.testforge',
    TESTFORGE_WORKFLOW_BUNDLE: env['TESTFORGE_WORKFLOW_BUNDLE'],
  });
