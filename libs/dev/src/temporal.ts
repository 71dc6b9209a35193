import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './find-program.js';
import { probeTemporal } from './probes.js';
import { launchUntilReady } from './ready-or-stopped.js';
import type { EmbeddedService, StartOptions } from './service.js';

/** Temporal's development server with a database file: workflows go on after a kill. */
export async function startTemporal(options: StartOptions): Promise<EmbeddedService & { address: string }> {
  const { stateDir, cacheDir, port } = options;
  const dir = join(stateDir, 'temporal');
  mkdirSync(dir, { recursive: true });
  const remedy = 'run npm start once, put it on PATH or set TEMPORAL_ADDRESS';
  const command = await findProgram('temporal', [join(cacheDir, 'bin', 'temporal')], remedy);
  const address = `127.0.0.1:${port}`;
  const args = ['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', `${port}`];
  const server = await launchUntilReady(
    {
      name: 'temporal',
      stateDir,
      command,
      args: [...args, '--db-filename', join(dir, 'temporal.db'), '--log-level', 'warn'],
    },
    () => probeTemporal(address),
  );
  return { address, dir, ended: server.ended, stop: () => server.stop() };
}
