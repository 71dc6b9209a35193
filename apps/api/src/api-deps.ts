import type { Identity } from '@testforge/identity';
import type { ObjectStore } from '@testforge/platform/objects';
import type { Cache } from '@testforge/platform/redis';
import type { Logger, Metrics } from '@testforge/platform/telemetry';
import type { AccessStore, Runs } from '@testforge/runs';
import type { Answers, Proposals, Suites, TestStates } from '@testforge/suite';
import type { Healings } from './healings.js';
import type { PeopleDeps } from './people-deps.js';
import type { WorkflowStarter } from './workflow-starter.js';

export interface Dependency {
  name: string;
  ping(): Promise<void>;
}

/** What the controllers are made of; `compose.ts` fills it in. */
export interface ApiDeps extends PeopleDeps {
  runs: Runs;
  suites: Suites;
  testStates: TestStates;
  proposals: Proposals;
  answers: Answers;
  healings: Healings;
  access: AccessStore;
  identity: Identity;
  objects: ObjectStore;
  cache: Cache;
  workflows: WorkflowStarter;
  /** Most event streams that one caller has open at this process. */
  maxStreams: number;
  dependencies: Dependency[];
  log: Logger;
  metrics: Metrics;
  /** Checks a signed address of a stored file; null when the store serves its own. */
  openSigned: ((pathAndQuery: string) => Promise<{ body: Buffer; contentType: string }>) | null;
}

export const apiDeps = Symbol('apiDeps');
