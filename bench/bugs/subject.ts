import type { Access } from '@testforge/core';
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
  /** How often the bug had its chance, where that is known. */
  fired?: () => number;
  /** What the app was asked so far, where somebody listens. */
  traffic?: () => Endpoint[];
  close(): Promise<void>;
}

/** An app whose bugs are to be found. */
export interface Subject {
  /** Name and release. */
  app: string;
  access: Access;
  drifts: readonly string[];
  /** What there is to be found, made without looking at the tests. */
  bugs(suite: Suite): readonly BugNote[];
  start(build: Build): Promise<RunningBuild>;
  close(): Promise<void>;
}
