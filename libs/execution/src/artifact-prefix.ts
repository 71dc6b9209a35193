import { AppError, contentHash, type TenantContext } from '@testforge/core';

/** The folder of the object store for what one test left behind: `runs/<run>/<phase>/<test>`. */
export function artifactPrefix(ctx: TenantContext, phase: string, testKey: string): string {
  return ['runs', runIdOf(ctx), phase, testKey].map(asSegment).join('/');
}

/** Throws `execution.no_run` (invalid): an execution belongs to a run. */
export function runIdOf(ctx: TenantContext): string {
  if (ctx.runId !== undefined) return ctx.runId;
  throw new AppError('invalid', 'execution.no_run', 'An execution belongs to a run; its context names none.');
}

/** A name as the store allows it; one that had to be changed gets a hash, so that no two become one. */
function asSegment(name: string): string {
  const plain = name
    .replace(/[^\w.-]+/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 150);
  return plain === name ? plain : `${plain}-${contentHash(name).slice(0, 8)}`;
}
