import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@testforge/core';
import { createTestForge, type TestForge } from '@testforge/sdk';

export interface ConnectionSource {
  stateDir: string;
  server?: string | undefined;
  apiKey?: string | undefined;
}

/** The platform to speak to: the one that was named, else the one that runs from this checkout. Throws `upstream cli.no_platform`. */
export async function connect({ stateDir, server, apiKey }: ConnectionSource): Promise<TestForge> {
  if (server) {
    if (!apiKey) throw new AppError('invalid', 'cli.no_key', 'Set TESTFORGE_API_KEY to a key of that server.');
    return createTestForge({ server, apiKey });
  }
  const text = await readFile(join(stateDir, 'connection.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new AppError(
      'upstream',
      'cli.no_platform',
      'TestForge is not running here. Start it with “npm start”, or name a platform with --server URL.',
    );
  });
  const local = JSON.parse(text) as { server: string; apiKey: string };
  return createTestForge({ server: local.server, apiKey: local.apiKey });
}
