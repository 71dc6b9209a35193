import { roleNames } from '@testforge/identity';
import { z } from 'zod';
import { email, line, password } from './people-schemas.js';

/** The contract of the routes about who may do what, and who did. */

export const UserId = z.uuid();

export const Member = z
  .object({
    userId: z.uuid(),
    email: z.string(),
    displayName: z.string(),
    role: z.string(),
    since: z.string(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;
export const MemberList = z.object({ items: z.array(Member) }).meta({ id: 'MemberList' });
export type MemberList = z.infer<typeof MemberList>;

export const Invite = z
  .object({ email, displayName: line(100).optional(), role: z.enum(roleNames) })
  .strict()
  .meta({ id: 'Invite' });
export type Invite = z.infer<typeof Invite>;

export const Invitation = z
  .object({
    member: Member,
    url: z.string().describe('signs the person in, once; give it to nobody else'),
    expiresAt: z.string(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

export const SetRole = z
  .object({ role: z.enum(roleNames) })
  .strict()
  .meta({ id: 'SetRole' });
export type SetRole = z.infer<typeof SetRole>;

export const ChangePassword = z
  .object({
    current: password.optional().describe('left out by somebody who has none yet'),
    next: password.min(10, 'must have at least 10 characters'),
  })
  .strict()
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const AuditEntryView = z
  .object({
    id: z.uuid(),
    actor: z.string().nullable().describe('address of the person, or the key'),
    action: z.string().describe('name of the operation'),
    subject: z.string().describe('the route it came by'),
    subjectId: z.string().nullable(),
    address: z.string().nullable(),
    requestId: z.string(),
    at: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntryView = z.infer<typeof AuditEntryView>;
export const AuditPage = z
  .object({ items: z.array(AuditEntryView), next: z.string().nullable() })
  .meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;
export const AuditCursor = z.uuid().optional();
