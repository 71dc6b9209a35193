import { z } from 'zod';
import { AppError } from './app-error.js';

/** What a browser holds after a log-in, in the shape that Playwright writes with `context.storageState()`. */
export const StorageState = z.object({
  cookies: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      domain: z.string(),
      path: z.string(),
      expires: z.number(),
      httpOnly: z.boolean(),
      secure: z.boolean(),
      sameSite: z.enum(['Strict', 'Lax', 'None']),
    }),
  ),
  origins: z.array(
    z.object({ origin: z.string(), localStorage: z.array(z.object({ name: z.string(), value: z.string() })) }),
  ),
});
export type StorageState = z.infer<typeof StorageState>;

/** What stands for those who are no further log-in: the user of the project, and whoever is not logged in. */
export const mainRole = 'main';
export const nobodyRole = 'nobody';

/** What a further log-in is called: it stands in names of files and of variables. `setup` would be the file of the log-in itself. */
export const RoleName = z
  .string()
  .max(30)
  .regex(/^(?!(?:main|nobody|setup|constructor)$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'is no name of a role');

const user = z.string().min(1).max(500);
const password = z.string().min(1).max(1000);
/** Base32, as an authenticator app is given it (RFC 6238: SHA-1, 6 digits, 30 s). */
const totpSecret = z.string().regex(/^[A-Z2-7 ]{16,200}=*$/i, 'is not a base32 secret');

/** A further log-in, with the same form. */
export const RoleAccess = z.object({ user, password, totpSecret: totpSecret.optional() });
export type RoleAccess = z.infer<typeof RoleAccess>;

const mostRoles = 5;

/**
 * How an app is entered. All of it is secret: sealed at rest, handed to a sandbox only, never part of a run's options, of a
 * document or of a log line. An empty object: the app is open to everybody.
 */
export const Access = z
  .object({
    user: user.optional(),
    password: password.optional(),
    totpSecret: totpSecret.optional(),
    /** Users who may do other things than the first: what each of them gets to see is compared. */
    roles: z
      .record(RoleName, RoleAccess)
      .refine((roles) => Object.keys(roles).length <= mostRoles, `holds more than ${mostRoles} roles`)
      .optional(),
    /** Path of the page with the log-in form. Default: found by looking. */
    logInPath: z.string().startsWith('/').max(2000).optional(),
    /** The browser's own dialog (RFC 7617). Sent to the app's own origin only. */
    basic: z.object({ user: z.string().min(1).max(500), password: z.string().max(1000) }).optional(),
    /** Sent with each request to the app's own origin, and to no other. */
    headers: z
      .record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'is no header name'), z.string().max(8000))
      .optional(),
    storageState: StorageState.optional(),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    message: 'a user needs a password, and a password a user',
  })
  .refine(({ user, roles }) => roles === undefined || user !== undefined, {
    message: 'roles stand beside a user with a password',
  });
export type Access = z.infer<typeof Access>;

/** Under these names a written project takes what it needs to enter the app, and the commands take it from their caller. */
export const accessVariables = {
  user: 'TESTFORGE_USER',
  password: 'TESTFORGE_PASSWORD',
  totpSecret: 'TESTFORGE_TOTP_SECRET',
  /** `user:password`. */
  basic: 'TESTFORGE_BASIC',
  /** A JSON object. */
  headers: 'TESTFORGE_HEADERS',
  /** Path of a file that holds a `StorageState`. */
  storageState: 'TESTFORGE_STORAGE_STATE',
} as const;

/** The same for a further log-in: `TESTFORGE_PASSWORD_SHOP_CLERK` for the role `shop-clerk`. */
export function roleVariables(role: string): Record<'user' | 'password' | 'totpSecret', string> {
  const suffix = role.toUpperCase().replaceAll('-', '_');
  return {
    user: `${accessVariables.user}_${suffix}`,
    password: `${accessVariables.password}_${suffix}`,
    totpSecret: `${accessVariables.totpSecret}_${suffix}`,
  };
}

/**
 * How the app is entered in a role: with that log-in, and with whatever else each request needs. Throws AppError
 * `access.no_role` (invalid) where none is kept for it.
 */
export function accessAs({ roles = {}, logInPath, basic, headers }: Access, role: string): Access {
  const own = Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (own === undefined) throw new AppError('invalid', 'access.no_role', `No log-in was given for the role “${role}”.`);
  return { ...own, ...(logInPath && { logInPath }), ...(basic && { basic }), ...(headers && { headers }) };
}
