import { z } from 'zod';

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

/**
 * How an app is entered. All of it is secret: sealed at rest, handed to a sandbox only, never part of a run's options, of a
 * document or of a log line. An empty object: the app is open to everybody.
 */
export const Access = z
  .object({
    user: z.string().min(1).max(500).optional(),
    password: z.string().min(1).max(1000).optional(),
    /** Base32, as an authenticator app is given it (RFC 6238: SHA-1, 6 digits, 30 s). */
    totpSecret: z
      .string()
      .regex(/^[A-Z2-7 ]{16,200}=*$/i, 'is not a base32 secret')
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
