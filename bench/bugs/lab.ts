import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createBrowserJobs, defaultChromium } from '@testforge/browser';
import { RunLimits, type Access, type ExecutionResult, type TestProject, type TestResult } from '@testforge/core';
import { createDesign, type Design } from '@testforge/design';
import { createDiscovery, type Discovery } from '@testforge/discovery';
import { createExecution } from '@testforge/execution';
import { createHealing, type Healing } from '@testforge/healing';
import { createSandbox } from '@testforge/platform/sandbox';
import { ctx, nowhere, silent } from '../sample-project.js';

/** The product's own stages, put together without a platform: nothing is recorded, nothing is learned. */
export interface Lab {
  discovery: Discovery;
  design: Design;
  healing: Healing;
  execute(request: ExecuteRequest): Promise<ExecutionResult>;
  /** The page as it was when a test failed, by the key that its result names. */
  snapshot(key: string): Buffer | undefined;
  /** Forgets the pages of builds that were judged. */
  forget(): void;
  close(): Promise<void>;
}

export interface ExecuteRequest {
  project: TestProject;
  url: string;
  access: Access;
  phase: string;
  retries: number;
  only?: readonly string[] | undefined;
  evidence?: boolean;
  limits?: Partial<RunLimits>;
  onResult?: (result: TestResult) => unknown;
}

/** More would need more cores than the figures are for. */
const workers = 2;
/** Long enough that the figures tell of the suite and not of the machine's load. */
const executionMs = 1_800_000;

export async function openLab(repositoryDir: string): Promise<Lab> {
  const stagingDir = await mkdtemp('/var/tmp/tf-bugs-');
  await chmod(stagingDir, 0o755);
  const snapshots = new Map<string, Buffer>();
  const sandbox = createSandbox({ mode: 'bubblewrap', log: silent, stagingDir: join(stagingDir, 's') });
  const shared = { sandbox, repositoryDir, chromium: defaultChromium, refusePorts: [], log: silent };
  const jobs = createBrowserJobs({ ...shared, nodeBinary: process.execPath, policy: 'local' });
  const execution = createExecution({
    ...shared,
    policy: 'local',
    stagingDir,
    objects: {
      put: (_ctx, key, bytes) => {
        if (key.endsWith('/snapshot.json')) snapshots.set(key, Buffer.from(bytes));
        return Promise.resolve();
      },
    },
    // Pictures of a retry are for people.
    ffmpeg: join(stagingDir, 'none'),
  });
  return {
    discovery: createDiscovery({ jobs, objects: nowhere, log: silent }),
    design: createDesign({ jobs, log: silent }),
    healing: createHealing({ log: silent, knowledge: { recall: async () => [], contribute: async () => null } }),
    execute: ({ project, url, access, phase, retries, only, evidence, limits, onResult }) =>
      execution.execute(ctx, {
        project,
        baseUrl: url,
        origins: [new URL(url).origin],
        access,
        phase,
        ...(only ? { only } : {}),
        evidence,
        onResult,
        limits: RunLimits.parse({ retries, workers, executionMs, ...limits }),
      }),
    snapshot: (key) => snapshots.get(key),
    forget: () => snapshots.clear(),
    close: () => rm(stagingDir, { recursive: true, force: true }),
  };
}
