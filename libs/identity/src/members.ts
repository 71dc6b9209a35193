import { AppError, type TenantContext } from '@testforge/core';
import { systemRoles, type Db, type TenantTransaction } from '@testforge/platform/db';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { covers } from './permissions.js';

export const roleNames = ['owner', 'admin', 'developer', 'viewer'] as const satisfies (keyof typeof systemRoles)[];
export type RoleName = (typeof roleNames)[number];

export interface TenantMember {
  userId: string;
  email: string;
  displayName: string;
  role: string;
  since: string;
}

/** Who changes the members, and what they may do themselves. */
interface Actor {
  grants: readonly string[];
}

/** The people of a tenant. Nobody gives a role that may do more than they may, or changes who has one; a tenant is never left without an owner. */
export interface Members {
  list(ctx: TenantContext): Promise<TenantMember[]>;
  /**
   * Makes a person with this address a member, and returns their user's id; one who was removed comes back. Throws
   * `conflict auth.email_taken`: a person who is a member anywhere belongs to themselves, and is not taken over by a link.
   */
  invite(ctx: TenantContext, who: { email: string; displayName: string; role: RoleName; by: Actor }): Promise<string>;
  /** Throws `notFound member.not_found`, `conflict member.last_owner`, `forbidden auth.not_allowed`. */
  setRole(ctx: TenantContext, change: { userId: string; role: RoleName; by: Actor }): Promise<TenantMember>;
  /** What they hold ends with it: keys are revoked, sessions refused. Throws as `setRole` does. */
  remove(ctx: TenantContext, change: { userId: string; by: Actor }): Promise<void>;
}

const notFound = (): AppError => new AppError('notFound', 'member.not_found', 'There is no such member.');
const include = { user: true, role: true } as const;

interface Row {
  userId: string;
  createdAt: Date;
  user: { email: string; displayName: string };
  role: { name: string; permissions: string[] };
}
type Shown = Omit<Row, 'role'> & { role: { name: string } };
const toMember = ({ userId, createdAt, user, role }: Shown): TenantMember => ({
  userId,
  email: user.email,
  displayName: user.displayName,
  role: role.name,
  since: createdAt.toISOString(),
});

function demandNoMore({ grants }: Actor, role: RoleName): void {
  const beyond = systemRoles[role].permissions.filter((permission) => !covers(grants, permission));
  if (beyond.length > 0)
    throw new AppError(
      'forbidden',
      'auth.not_allowed',
      `You may not give the role “${role}”: it may do more than you.`,
    );
}

/** Nor does anybody lower or remove who may do more: with the rights of some, one would be rid of all above. */
function demandNotAbove({ grants }: Actor, { role }: Row): void {
  if (role.permissions.every((permission) => covers(grants, permission))) return;
  throw new AppError(
    'forbidden',
    'auth.not_allowed',
    `You may not change a member who is “${role.name}”: they may do more than you.`,
  );
}

/** The member, in a transaction in which nobody else changes the owners. Throws when they are the last one. */
async function findReplaceable(tx: TenantTransaction, userId: string, staysOwner: boolean): Promise<Row> {
  await tx.$queryRaw`SELECT id FROM membership WHERE role_id = ${systemRoles.owner.id}::uuid FOR UPDATE`;
  const members = await tx.membership.findMany({ include });
  const member = members.find((each) => each.userId === userId);
  if (!member) throw notFound();
  const owners = members.filter(({ role }) => role.name === 'owner');
  if (!staysOwner && owners.length === 1 && owners[0]?.userId === userId)
    throw new AppError('conflict', 'member.last_owner', 'Somebody must stay owner: make another one first.');
  return member;
}

/** PostgreSQL's 23505, as Prisma wraps it for raw queries. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && /23505|unique constraint|already exists/i.test(error.message);

const Invited = z.tuple([z.object({ id: z.uuid() })]);

export const createMembers = ({ db }: { db: Db }): Members => ({
  list: async (ctx) =>
    (await db.tenant(ctx).membership.findMany({ include, orderBy: { createdAt: 'asc' } })).map(toMember),
  invite: async (ctx, { email, displayName, role, by }) => {
    demandNoMore(by, role);
    const normal = email.trim().toLowerCase();
    try {
      const rows = await db.tenant(ctx).$queryRaw`
        SELECT invite_member(${randomUUID()}::uuid, ${normal}, ${displayName}, ${systemRoles[role].id}::uuid) AS id`;
      return Invited.parse(rows)[0].id;
    } catch (error) {
      if (!isTaken(error)) throw error;
      throw new AppError('conflict', 'auth.email_taken', 'There is an account under this address already.');
    }
  },
  setRole: (ctx, { userId, role, by }) => {
    demandNoMore(by, role);
    return db.tenant(ctx).$transaction(async (tx) => {
      const member = await findReplaceable(tx, userId, role === 'owner');
      demandNotAbove(by, member);
      await tx.membership.updateMany({ where: { userId }, data: { roleId: systemRoles[role].id } });
      return toMember({ ...member, role: { name: role } });
    });
  },
  remove: (ctx, { userId, by }) =>
    db.tenant(ctx).$transaction(async (tx) => {
      demandNotAbove(by, await findReplaceable(tx, userId, false));
      await tx.membership.deleteMany({ where: { userId } });
      // Whoever is invited again gets new keys: the old ones may be in anybody's hands.
      await tx.apiKey.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: new Date() } });
    }),
});
