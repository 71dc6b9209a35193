import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModel, RunLimits, type Access } from '@testforge/core';
import { explore } from '../src/explore.js';
import type { DiscoveryInput } from '../src/job-input.js';

/** Explores without a sandbox, as only specs with pages of their own may. */
export async function exploreHere(
  url: string,
  more: Partial<Omit<DiscoveryInput, 'limits'>> & { limits?: Partial<RunLimits>; access?: Access } = {},
): Promise<AppModel> {
  const outDir = await mkdtemp(join(tmpdir(), 'testforge-explore-'));
  const limits = RunLimits.parse({
    pageTimeoutMs: 30_000,
    actionTimeoutMs: 10_000,
    discoveryMs: 600_000,
    ...more.limits,
  });
  const input = {
    url,
    access: {},
    interaction: 'write' as const,
    origins: [new URL(url).origin],
    include: [],
    exclude: [],
    ...more,
    limits,
  };
  try {
    return AppModel.parse(await explore(input, { emit: () => undefined, outDir }));
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
