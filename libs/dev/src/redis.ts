import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './find-program.js';
import { probeRedis } from './probes.js';
import { launchUntilReady } from './ready-or-stopped.js';
import type { EmbeddedService, StartOptions } from './service.js';

/** redis-server with an append-only file: what was acknowledged survives a kill. */
export async function startRedis({
  stateDir,
  port,
  secrets,
}: StartOptions): Promise<EmbeddedService & { url: string }> {
  const dir = join(stateDir, 'redis');
  mkdirSync(dir, { recursive: true });
  const command = await findProgram('redis-server', [], 'install redis-server or set REDIS_URL');
  const config = join(dir, 'redis.conf');
  // In a file, because a command line can be read by every user of the machine.
  writeFileSync(config, settings(dir, port, secrets.redisPassword), { mode: 0o600 });
  const url = `redis://:${secrets.redisPassword}@127.0.0.1:${port}`;
  const server = await launchUntilReady({ name: 'redis', stateDir, command, args: [config] }, () => probeRedis(url));
  return { url, dir, ended: server.ended, stop: () => server.stop() };
}

const settings = (dir: string, port: number, password: string): string =>
  [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir ${JSON.stringify(dir)}`,
    `requirepass ${password}`,
    'appendonly yes',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    '',
  ].join('\n');
