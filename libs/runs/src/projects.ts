import { AppError, HealingPolicy, InteractionLevel, storable, type TenantContext } from '@testforge/core';
import type { Db, TenantTransaction } from '@testforge/platform/db';
import { defaultInteraction } from './interaction.js';
import { ProjectSettings } from './project-settings.js';

/** Another address on which the project's suite may be run, such as staging. */
export interface ProjectEnvironment {
  name: string;
  baseUrl: string;
}

export interface ProjectRecord {
  id: string;
  name: string;
  baseUrl: string;
  interaction: InteractionLevel;
  origins: string[];
  /** By name. */
  environments: ProjectEnvironment[];
  healing: HealingPolicy;
  settings: ProjectSettings;
  createdAt: string;
  updatedAt: string;
}

export interface ProjectChange {
  name?: string | undefined;
  baseUrl?: string | undefined;
  interaction?: InteractionLevel | undefined;
  origins?: string[] | undefined;
  /** All of them: those that are not named are gone. */
  environments?: ProjectEnvironment[] | undefined;
  healing?: Partial<HealingPolicy> | undefined;
  settings?: Partial<ProjectSettings> | undefined;
}

export interface Projects {
  /** By name, with at most `limit` that come after `after`. */
  list(ctx: TenantContext, page: { limit: number; after?: string | undefined }): Promise<ProjectRecord[]>;
  /** Throws `notFound project.not_found`. */
  get(ctx: TenantContext, id: string): Promise<ProjectRecord>;
  /** Null where no project has this name. */
  findByName(ctx: TenantContext, name: string): Promise<ProjectRecord | null>;
  /** Throws `conflict project.name_taken`. */
  create(ctx: TenantContext, project: ProjectChange & { name: string; baseUrl: string }): Promise<ProjectRecord>;
  /** Changes what is named and nothing else. Throws `notFound project.not_found`, `conflict project.name_taken`. */
  update(ctx: TenantContext, id: string, change: ProjectChange): Promise<ProjectRecord>;
}

type Row = Awaited<ReturnType<ReturnType<Db['tenant']>['project']['findFirstOrThrow']>>;
const include = { environments: { select: { name: true, baseUrl: true }, orderBy: { name: 'asc' } } } as const;

const toProject = (row: Row & { environments: ProjectEnvironment[] }): ProjectRecord => ({
  id: row.id,
  name: row.name,
  baseUrl: row.baseUrl,
  interaction: InteractionLevel.parse(row.interactionLevel),
  origins: row.origins,
  environments: row.environments,
  healing: HealingPolicy.parse(row.healingPolicy),
  settings: ProjectSettings.parse(row.settings),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** Columns for what is named in the change, on top of what the row holds. */
function toColumns(change: ProjectChange, row?: Row) {
  const { name, baseUrl, interaction, origins, healing, settings } = change;
  const onTopOf = (held: unknown, wanted: object) => ({ ...(held as object), ...wanted });
  return storable({
    ...(name === undefined ? {} : { name }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(interaction === undefined ? {} : { interactionLevel: interaction }),
    ...(origins === undefined ? {} : { origins }),
    ...(healing === undefined ? {} : { healingPolicy: onTopOf(row?.healingPolicy, healing) }),
    ...(settings === undefined ? {} : { settings: onTopOf(row?.settings, settings) }),
  });
}

async function setEnvironments(
  tx: TenantTransaction,
  projectId: string,
  environments: readonly ProjectEnvironment[] | undefined,
): Promise<void> {
  if (!environments) return;
  await tx.environment.deleteMany({ where: { projectId } });
  const data = environments.map(({ name, baseUrl }) => storable({ projectId, name, baseUrl }));
  await tx.environment.createMany({ data });
}

const nameTaken = (error: unknown): never => {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002')
    throw new AppError('conflict', 'project.name_taken', 'Another project has this name already.');
  throw error;
};
const notFound = () => new AppError('notFound', 'project.not_found', 'There is no such project.');

export const createProjects = ({ db }: { db: Db }): Projects => ({
  list: async (ctx, { limit, after }) => {
    const where = after ? { name: { gt: after } } : {};
    return (await db.tenant(ctx).project.findMany({ where, include, orderBy: { name: 'asc' }, take: limit })).map(
      toProject,
    );
  },
  get: async (ctx, id) => {
    const row = await db.tenant(ctx).project.findUnique({ where: { id }, include });
    if (!row) throw notFound();
    return toProject(row);
  },
  findByName: async (ctx, name) => {
    const where = { tenantId_name: { tenantId: ctx.tenantId, name } };
    const row = await db.tenant(ctx).project.findUnique({ where, include });
    return row && toProject(row);
  },
  create: (ctx, project) =>
    db.tenant(ctx).$transaction(async (tx) => {
      const { name, baseUrl } = project;
      const interactionLevel = defaultInteraction(baseUrl);
      const data = { interactionLevel, ...toColumns(project), name, baseUrl };
      const { id } = await tx.project.create({ data }).catch(nameTaken);
      await setEnvironments(tx, id, project.environments);
      return toProject(await tx.project.findUniqueOrThrow({ where: { id }, include }));
    }),
  update: (ctx, id, change) =>
    db.tenant(ctx).$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM project WHERE id = ${id}::uuid FOR UPDATE`;
      const row = await tx.project.findUnique({ where: { id } });
      if (!row) throw notFound();
      await setEnvironments(tx, id, change.environments);
      const data = toColumns(change, row);
      return toProject(await tx.project.update({ where: { id }, data, include }).catch(nameTaken));
    }),
});
