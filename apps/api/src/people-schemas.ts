import { storable } from '@testforge/core';
import { permissions } from '@testforge/identity';
import { z } from 'zod';
import { Moment } from './schemas.js';

/** The contract of the routes for people: sessions, keys, links. */

export const line = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((value) => storable(value) === value, 'must not hold NUL or half a character');
export const email = z.email().max(320);
/** Longer than this and hashing it becomes somebody's weapon. */
export const password = z.string().max(500);

export const Register = z
  .object({
    email,
    password: password.min(10, 'must have at least 10 characters'),
    displayName: line(100).optional(),
    organisation: line(100).optional().describe('name of the tenant that is made; default: the address'),
  })
  .strict()
  .meta({ id: 'Register' });
export type Register = z.infer<typeof Register>;

export const LogInRequest = z
  .object({ email, password: password.min(1) })
  .strict()
  .meta({ id: 'LogInRequest' });
export type LogInRequest = z.infer<typeof LogInRequest>;

export const RedeemLink = z
  .object({ code: z.string().min(1).max(200) })
  .strict()
  .meta({ id: 'RedeemLink' });
export type RedeemLink = z.infer<typeof RedeemLink>;

export const Me = z
  .object({
    user: z.object({ id: z.uuid(), email: z.string(), displayName: z.string() }).nullable(),
    tenant: z.object({ id: z.uuid(), name: z.string().nullable() }),
    role: z.string().nullable(),
    grants: z.array(z.string()).describe('`resource:action`, `resource:*` or `*`'),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const SignedInSession = z
  .object({
    accessToken: z.string().describe('RS256; for “Authorization: Bearer …”'),
    expiresInS: z.number().int(),
    sessionId: z
      .string()
      .describe(
        'the half of the refresh token that the page keeps; the other half is in a cookie that no page can read',
      ),
    me: Me,
  })
  .meta({ id: 'SignedInSession' });
export type SignedInSession = z.infer<typeof SignedInSession>;

export const SignInLink = z.object({ url: z.string(), expiresAt: z.string() }).meta({ id: 'SignInLink' });
export type SignInLink = z.infer<typeof SignInLink>;

export const SessionId = z.uuid().optional();

export const ApiKeyView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.string()),
    createdAt: z.string(),
    expiresAt: z.string().nullable(),
    lastUsedAt: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKeyView = z.infer<typeof ApiKeyView>;
export const ApiKeyList = z.object({ items: z.array(ApiKeyView) }).meta({ id: 'ApiKeyList' });
export const MadeApiKey = ApiKeyView.extend({ key: z.string().describe('shown this once') }).meta({ id: 'MadeApiKey' });
export const NewApiKey = z
  .object({
    name: line(100),
    scopes: z
      .array(z.union([z.enum(permissions), z.string().regex(/^(\*|[a-z]+:\*)$/)]))
      .min(1)
      .max(50),
    expiresAt: Moment.optional(),
  })
  .strict()
  .meta({ id: 'NewApiKey' });
export type NewApiKey = z.infer<typeof NewApiKey>;

export const Jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).meta({ id: 'Jwks' });
export const KeyId = z.uuid();
