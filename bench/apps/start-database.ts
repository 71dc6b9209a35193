import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findPrograms, postgresAccount, waitUntil } from '@testforge/dev';
import pg from 'pg';
import { freePort } from './app-folder.js';
import type { Database } from './app.js';
import { launch } from './run-program.js';

const run = promisify(execFile);

/** A PostgreSQL server of the app's own, its cluster made at the first start, with one empty database. */
export async function startDatabase(
  stateDir: string,
  shell: Record<string, string>,
): Promise<{ address: Database; stop(): Promise<void> }> {
  const dir = join(stateDir, 'postgres');
  const cluster = join(dir, 'cluster');
  const passwordFile = join(dir, 'password');
  mkdirSync(dir, { recursive: true });
  chmodSync(dir, 0o755);
  const programs = await findPrograms();
  const account = await postgresAccount([dir, dirname(dirname(programs.postgres))]);
  if (!existsSync(cluster)) {
    writeFileSync(passwordFile, randomBytes(12).toString('hex'));
    await Promise.all([account.own(dir), account.own(passwordFile)]);
    const options = [
      '--username=app',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ];
    const { command, args } = account.command(programs.initdb, [`--pgdata=${cluster}`, ...options]);
    await run(command, [...args]);
  }
  const address: Database = {
    host: '127.0.0.1',
    port: await freePort(),
    user: 'app',
    password: readFileSync(passwordFile, 'utf8'),
    name: 'postgres',
  };
  const flags = ['-c', `port=${address.port}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
  const { command, args } = account.command(programs.postgres, ['-D', cluster, ...flags]);
  const place = { shell, binDir: '/usr/bin', cwd: '/', logFile: join(stateDir, 'postgres.log') };
  const program = command.startsWith('/') ? command : '/usr/bin/env';
  const server = launch(place, { program, args: program === command ? args : [command, ...args] });
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('close', resolve));
    if (server.exitCode !== null || server.pid === undefined) return;
    process.kill(-server.pid, 'SIGINT');
    await ended;
  };
  const ready = await waitUntil(() => server.exitCode !== null || answers(address), {
    timeoutMs: 60_000,
    everyMs: 200,
  });
  if (ready && server.exitCode === null) return { address, stop };
  await stop();
  throw new Error(`PostgreSQL did not start; see ${place.logFile}`);
}

async function answers({ name, ...rest }: Database): Promise<boolean> {
  const client = new pg.Client({ ...rest, database: name, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
