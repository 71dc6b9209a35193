import pino from 'pino';
import type { TenantContext } from '@testforge/core';

export type Logger = pino.Logger;

/** Where secrets may stand in logged objects; they are replaced, whatever the level. */
const secretPaths = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'apiKey',
  'access',
  'basic',
  'totpSecret',
  'storageState',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Structured logs as JSON lines on standard output or, with `file`, appended to that file. */
export function createLogger(options: { service: string; level: string; file?: string }): Logger {
  return pino(
    {
      level: options.level,
      base: { service: options.service },
      redact: { paths: [...secretPaths, 'req.headers.authorization', 'req.headers.cookie'], censor: '[secret]' },
    },
    options.file ? pino.destination({ dest: options.file, mkdir: true, sync: false }) : pino.destination(1),
  );
}

/** A child logger that carries the ids that join the lines of one request or run. */
export const withContext = (log: Logger, ctx: TenantContext): Logger =>
  log.child({ tenantId: ctx.tenantId, requestId: ctx.requestId, ...(ctx.runId ? { runId: ctx.runId } : {}) });
