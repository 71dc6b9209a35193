import { HealingPolicy, InteractionLevel, RunOptions, type RunWishes } from '@testforge/core';
import { ProjectSettings } from './project-settings.js';

/** What a project's row says of its runs; a healing policy may be there in part. */
export interface ProjectPolicy {
  baseUrl: string;
  interactionLevel: string;
  origins: readonly string[];
  healingPolicy: unknown;
  settings?: unknown;
}

/**
 * The options of a run in a project: what was asked for, then what the project's owner set, then the defaults.
 * The project's interaction level, and that it may be probed, was said of its own address; another one (a copy of the app, or production) takes
 * what its kind of address takes. Throws a ZodError where the wishes are none.
 */
export function optionsUnder(project: ProjectPolicy, asked: RunWishes): RunOptions {
  const isOwn = new URL(asked.url).origin === new URL(project.baseUrl).origin;
  const settings = ProjectSettings.parse(project.settings ?? {});
  return RunOptions.parse({
    ...asked,
    origins: [...new Set([...project.origins, ...(asked.origins ?? [])])],
    receipts: asked.receipts ?? settings.receipts,
    probes: asked.probes ?? (isOwn ? settings.probes : undefined),
    healing: { ...HealingPolicy.parse(project.healingPolicy), ...defined(asked.healing ?? {}) },
    interaction: asked.interaction ?? (isOwn ? InteractionLevel.parse(project.interactionLevel) : undefined),
  });
}

/** A field that is there without a value was not said. */
const defined = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
