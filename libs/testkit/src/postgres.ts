import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findPrograms, postgresAccount, waitUntil } from '@testforge/dev';
import pg from 'pg';

const run = promisify(execFile);
const readyTimeoutMs = 60_000;

export interface RunningPostgres {
  /** Connects as the superuser to the database `postgres`. */
  superUrl: string;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/** Quick and not durable: what it holds ends with the tests. */
const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=200'];

/** A throw-away PostgreSQL on a free loopback port, its data under the system's temporary folder. Takes about 2 s. */
export async function startServer(): Promise<RunningPostgres> {
  const port = await freePort();
  const dir = await mkdtemp(join(tmpdir(), 'testforge-pg-'));
  const data = join(dir, 'data');
  const programs = await findPrograms();
  const account = await postgresAccount([dir, dirname(dirname(programs.postgres))]);
  const passwordFile = join(dir, 'password');
  await mkdir(data);
  await writeFile(passwordFile, 'postgres', { mode: 0o600 });
  for (const path of [dir, data, passwordFile]) await account.own(path);
  const init = account.command(programs.initdb, [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ]);
  await run(init.command, init.args);
  const flags = [...settings, `port=${port}`].flatMap((setting) => ['-c', setting]);
  const start = account.command(programs.postgres, ['-D', data, ...flags]);
  const server = spawn(start.command, start.args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const superUrl = `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
  await becomeReady(server, superUrl);
  return { superUrl, stop: () => stopServer(server, dir) };
}

async function becomeReady(server: ChildProcess, url: string): Promise<void> {
  let said = '';
  server.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  const ready = await waitUntil(async () => server.exitCode !== null || (await answers(url)), {
    timeoutMs: readyTimeoutMs,
    everyMs: 50,
  });
  if (!ready || server.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${said}`);
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

async function stopServer(server: ChildProcess, dir: string): Promise<void> {
  if (server.exitCode === null) {
    const gone = once(server, 'exit');
    server.kill('SIGINT');
    await gone;
  }
  await rm(dir, { recursive: true, force: true });
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
