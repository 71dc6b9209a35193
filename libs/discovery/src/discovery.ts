import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AppError,
  type Access,
  type AppModel,
  type InteractionLevel,
  type RunOptions,
  type TenantContext,
} from '@testforge/core';
import type { BrowserJobResult, BrowserJobs } from '@testforge/browser';
import type { ObjectStore } from '@testforge/platform/objects';
import { z } from 'zod';
import { DiscoveryOutput, type DiscoveryInput } from './job-input.js';

export interface DiscoveryDeps {
  jobs: BrowserJobs;
  objects: Pick<ObjectStore, 'put'>;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

/** Told as each page is read. */
export const DiscoveryProgress = z.object({
  event: z.literal('progress'),
  states: z.number(),
  queued: z.number(),
  path: z.string(),
  elapsedMs: z.number(),
});
export type DiscoveryProgress = z.infer<typeof DiscoveryProgress>;

export interface DiscoverOptions {
  options: RunOptions;
  /** How the app is entered. Goes into the sandbox and nowhere else. Default: it is open to everybody. */
  access?: Access | undefined;
  interaction: InteractionLevel;
  onProgress?: (progress: DiscoveryProgress) => void;
  signal?: AbortSignal;
}

export interface Discovery {
  /**
   * Explores the app at `options.url` and returns what was learned; `screenshot` of a state is the key of an object of
   * the tenant. Stops at once when `signal` is aborted (`browser.job_cancelled`).
   * Throws AppError `discovery.unreachable` (upstream, or invalid where trying again cannot help) and
   * `discovery.log_in_failed` (invalid), each with a sentence for people.
   */
  discover(ctx: TenantContext, options: DiscoverOptions): Promise<AppModel>;
}

const longestPictureBytes = 8 * 1024 ** 2;

function inputOf({ options, access = {}, interaction }: DiscoverOptions): DiscoveryInput {
  if (!/^https?:\/\//i.test(options.url) || !URL.canParse(options.url))
    throw new AppError('invalid', 'discovery.unreachable', `${options.url} is not an http or https address.`, {
      details: { url: options.url },
    });
  const own = new URL(options.url).origin;
  const origins = [own, ...options.origins.map((origin) => new URL(origin).origin).filter((origin) => origin !== own)];
  return {
    url: options.url,
    access,
    interaction,
    origins,
    include: options.include,
    exclude: options.exclude,
    limits: options.limits,
  };
}

/** Stores the pictures; a name the job gave counts only if it is one of ours and the file is a JPEG. */
async function storePictures(
  ctx: TenantContext,
  result: BrowserJobResult<AppModel>,
  objects: DiscoveryDeps['objects'],
): Promise<AppModel['states']> {
  const store = async (name: string): Promise<string | undefined> => {
    const file = result.files.find((each) => each.path === name);
    if (!/^state-\d+\.jpg$/.test(name) || !file || file.sizeBytes > longestPictureBytes) return undefined;
    const bytes = await readFile(join(result.outDir, name));
    if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
    const key = `runs/${ctx.runId ?? ctx.requestId}/discovery/${name}`;
    await objects.put(ctx, key, bytes, { contentType: 'image/jpeg' });
    return key;
  };
  return Promise.all(
    result.output.states.map(async (state) => ({
      ...state,
      screenshot: state.screenshot && (await store(state.screenshot)),
    })),
  );
}

/** Stage 1: from an address to a model of the app. */
export function createDiscovery({ jobs, objects, log }: DiscoveryDeps): Discovery {
  const forward = (onProgress: DiscoverOptions['onProgress']) => (event: Record<string, unknown>) => {
    const progress = DiscoveryProgress.safeParse(event);
    if (progress.success) onProgress?.(progress.data);
  };
  return {
    async discover(ctx, options) {
      const input = inputOf(options);
      const { discoveryMs, roleMs } = input.limits;
      // The project's user and whoever is not logged in are looked at as well.
      const sights = input.access.user === undefined ? 0 : 2 + Object.keys(input.access.roles ?? {}).length;
      // As much again for getting in, and for finding out how sessions live side by side.
      const spareMs = sights > 0 ? 120_000 : 60_000;
      const limits = { wallMs: discoveryMs + sights * roleMs * 2 + spareMs };
      const result = await jobs.run({
        entry: 'libs/discovery/src/job.ts',
        input,
        output: DiscoveryOutput,
        origins: input.origins,
        limits,
        onEvent: forward(options.onProgress),
        signal: options.signal,
      });
      try {
        const states = await storePictures(ctx, result, objects);
        const { coverage, findings } = result.output;
        log.info(
          {
            requestId: ctx.requestId,
            runId: ctx.runId,
            ...coverage,
            findings: findings.length,
            refused: result.refused.length,
            durationMs: result.durationMs,
          },
          'app explored',
        );
        // What the job says of its own orders is not taken from it.
        return { ...result.output, url: input.url, origins: input.origins, interaction: input.interaction, states };
      } finally {
        await result.dispose();
      }
    },
  };
}
