import type { Usage } from '@testforge/billing';
import type { Design } from '@testforge/design';
import type { Discovery } from '@testforge/discovery';
import type { Execution } from '@testforge/execution';
import type { Healing, HealService } from '@testforge/healing';
import type { Db } from '@testforge/platform/db';
import type { ObjectStore } from '@testforge/platform/objects';
import type { Cache } from '@testforge/platform/redis';
import type { Logger, Metrics } from '@testforge/platform/telemetry';
import type { AccessStore, Runs } from '@testforge/runs';
import type { Answers, Proposals, Suites, TestStates } from '@testforge/suite';

/** What the activities are made of; the worker's composition root fills it in. */
export interface ActivityDeps {
  runs: Runs;
  suites: Suites;
  testStates: TestStates;
  proposals: Proposals;
  answers: Answers;
  access: AccessStore;
  usage: Usage;
  discovery: Discovery;
  design: Design;
  execution: Execution;
  healing: Healing;
  /** Heals for tests that were not made here. */
  heals: HealService;
  db: Db;
  objects: ObjectStore;
  cache: Cache;
  log: Logger;
  metrics: Metrics;
  /** Where people reach the API and the dashboard it serves. */
  publicUrl: string;
}
