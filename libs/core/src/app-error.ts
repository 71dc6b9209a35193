/** The closed set of reasons an operation can be refused or fail. Translators are exhaustive records over it. */
export const appErrorKinds = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'notFound',
  'conflict',
  'limit',
  'upstream',
] as const;
export type AppErrorKind = (typeof appErrorKinds)[number];

export interface AppErrorOptions {
  /** Plain data that helps the caller mend the request. Never secrets. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

/**
 * The one error type that crosses room borders.
 * `kind` decides how it is translated (HTTP status, retry or not); `code` is stable and dotted
 * (`discovery.login_failed`); `message` says in one sentence what is wrong and what to do.
 */
export class AppError extends Error {
  readonly kind: AppErrorKind;
  readonly code: string;
  readonly details: Record<string, unknown>;

  constructor(kind: AppErrorKind, code: string, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** Kinds that may pass by themselves; everything else is not worth a retry. */
export const retryableKinds: readonly AppErrorKind[] = ['upstream', 'limit'];

export const isAppError = (error: unknown): error is AppError => error instanceof AppError;
