import { RunOptions, type RunWishes, type TenantContext } from '@testforge/core';
import type { Db } from '@testforge/platform/db';
import { z } from 'zod';

/** When a project's suite is run by itself, and how. */
export const ProjectSchedule = z.object({
  /** Five fields: minute, hour, day, month, day of the week. */
  cron: z
    .string()
    .max(100)
    .regex(/^\S+( \S+){4}$/, 'takes five fields: minute hour day month weekday'),
  timezone: z.string().max(100).refine(isTimezone, 'is no time zone such as Europe/Berlin').default('UTC'),
  paused: z.boolean().default(false),
  /** What was said of its runs, not more: what the project's owner changes later holds for them too. */
  run: z.custom<RunWishes>((wishes) => RunOptions.safeParse(wishes).success, 'are no options of a run'),
});
export type ProjectSchedule = z.infer<typeof ProjectSchedule>;

function isTimezone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const Settings = z.looseObject({ schedule: ProjectSchedule.optional() });

/** The schedule as the project keeps it; null when it has none. */
export async function readSchedule(db: Db, ctx: TenantContext, projectId: string): Promise<ProjectSchedule | null> {
  const row = await db.tenant(ctx).project.findUnique({ where: { id: projectId }, select: { settings: true } });
  return (row && Settings.parse(row.settings).schedule) ?? null;
}

/** Keeps the schedule, or with null forgets it; other settings stay. */
export const writeSchedule = (
  db: Db,
  ctx: TenantContext,
  projectId: string,
  schedule: ProjectSchedule | null,
): Promise<void> =>
  db.tenant(ctx).$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId}::uuid FOR UPDATE`;
    const row = await tx.project.findUniqueOrThrow({ where: { id: projectId }, select: { settings: true } });
    const { schedule: _before, ...settings } = Settings.parse(row.settings);
    const next = JSON.parse(JSON.stringify({ ...settings, ...(schedule ? { schedule } : {}) })) as object;
    await tx.project.update({ where: { id: projectId }, data: { settings: next } });
  });
