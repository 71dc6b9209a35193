import type { Access } from '@testforge/core';
import type { Fault } from './inject/fault.js';
import type { Endpoint } from './inject/traffic.js';
import type { BugNote } from './records.js';
import type { Suite } from './suite.js';

/** One build of an app: the clean one, with one bug, with drifts, or with both. */
export interface Build {
  bug: string | null;
  drifts: readonly string[];
}

export interface RunningBuild {
  url: string;
  /** How often the bug had its chance with one unit (`unit-project.ts`), where that is known. */
  fired?: (unit: string) => number;
  /** What the app was asked so far, where somebody listens. */
  traffic?: () => Endpoint[];
  close(): Promise<void>;
}

/** A bug and, where it was put in from outside, how. */
export type ListedBug = BugNote & { fault?: Fault };

/** An app whose bugs are to be found. */
export interface Subject {
  /** Name and release. */
  app: string;
  access: Access;
  drifts: readonly string[];
  /** Whether each build knows those alone who logged in to it. Default: what one of them knows, all do. */
  ownSessions?: boolean;
  /** What there is to be found, made without looking at the tests. */
  bugs(suite: Suite): readonly ListedBug[];
  /** Each build has a port of its own; many may run at once. */
  start(build: Build): Promise<RunningBuild>;
  close(): Promise<void>;
}
