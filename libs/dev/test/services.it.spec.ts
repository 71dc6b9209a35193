import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServices, waitUntil, type Services } from '../src/index.js';
import { query } from '../src/postgres.js';
import { identify, isAlive, sendSignal, type ProcessIdentity } from '../src/process-identity.js';

const stateDir = mkdtempSync(join(tmpdir(), 'testforge services-'));
const lines: string[] = [];
let services: Services;

/** The identities of what runs now, by the pid files. */
function running(): ProcessIdentity[] {
  const dir = join(stateDir, 'pids');
  return readdirSync(dir).flatMap((name) => {
    const { pid } = JSON.parse(readFileSync(join(dir, name), 'utf8')) as { pid: number };
    return identify(pid) ?? [];
  });
}

const start = () => startServices({ stateDir, log: (line) => lines.push(line) });

beforeAll(async () => {
  services = await start();
});

afterAll(async () => {
  await services.stop();
  rmSync(stateDir, { recursive: true });
});

describe('the embedded services', () => {
  it('all answer with their versions and say how much disk they use', async () => {
    const health = await services.health();
    expect(health.map(({ name, ok }) => [name, ok])).toEqual([
      ['postgres', true],
      ['redis', true],
      ['temporal', true],
      ['qdrant', true],
    ]);
    for (const { version, diskBytes, address } of health) {
      expect(version).toMatch(/^\d+\.\d+/);
      expect(diskBytes).toBeGreaterThan(0);
      expect(address).not.toContain(':@');
    }
    expect(lines).toHaveLength(4);
  });

  it('give the app a role that is bound by row-level security and owns nothing', async () => {
    const { rows } = await query(services.databaseUrl, (client) =>
      client.query('SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user'),
    );
    expect(rows).toEqual([{ rolname: 'testforge_app', rolsuper: false, rolbypassrls: false, rolcreatedb: false }]);
  });

  it('keep their secrets where only the owner reads them', () => {
    expect(statSync(join(stateDir, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(Buffer.from(services.secretKey, 'base64')).toHaveLength(32);
  });

  it('refuse clients without the password or key', async () => {
    const redis = new Redis(services.redisUrl.replace(/:[^:@]*@/, ':wrong@'), {
      lazyConnect: true,
      retryStrategy: () => null,
    });
    redis.on('error', () => undefined);
    await expect(redis.connect().then(() => redis.ping())).rejects.toThrow();
    redis.disconnect();
    expect((await fetch(new URL('/collections', services.qdrantUrl))).status).toBe(401);
  });

  it('come back by themselves, at the same addresses with the same data, after a kill -9 of everything', async () => {
    await query(services.databaseOwnerUrl, async (client) => {
      await client.query('CREATE TABLE kept (value text)');
      await client.query("INSERT INTO kept VALUES ('in postgres')");
    });
    const redis = new Redis(services.redisUrl);
    redis.on('error', () => undefined);
    await redis.set('kept', 'in redis');
    redis.disconnect();

    const killed = running();
    expect(killed).toHaveLength(4);
    for (const { pid } of killed) sendSignal(pid, 'SIGKILL');
    expect(await waitUntil(() => !killed.some(isAlive), { timeoutMs: 60_000 })).toBe(true);
    const healthy = async () => (await services.health()).every(({ ok }) => ok);
    expect(await waitUntil(healthy, { timeoutMs: 60_000 })).toBe(true);
    expect(running().filter(({ pid }) => killed.some((old) => old.pid === pid))).toEqual([]);
    expect(lines.filter((line) => line.endsWith('starting it again')).toSorted()).toEqual([
      'postgres ended; starting it again',
      'qdrant ended; starting it again',
      'redis ended; starting it again',
      'temporal ended; starting it again',
    ]);
    const { rows } = await query(services.databaseOwnerUrl, (client) => client.query('SELECT value FROM kept'));
    expect(rows).toEqual([{ value: 'in postgres' }]);
    const again = new Redis(services.redisUrl);
    expect(await again.get('kept')).toBe('in redis');
    again.disconnect();
  });

  it('are the same ones, addresses and data, after a stop and a start', async () => {
    const before = services;
    await services.stop();
    expect((await before.health()).map(({ ok }) => ok)).toEqual([false, false, false, false]);
    services = await start();
    expect(services).toMatchObject({
      databaseUrl: before.databaseUrl,
      redisUrl: before.redisUrl,
      temporalAddress: before.temporalAddress,
      qdrantUrl: before.qdrantUrl,
      secretKey: before.secretKey,
    });
    const { rows } = await query(services.databaseOwnerUrl, (client) => client.query('SELECT value FROM kept'));
    expect(rows).toEqual([{ value: 'in postgres' }]);
  });

  it('that are given are used and not started', async () => {
    const other = mkdtempSync(join(tmpdir(), 'testforge-given-'));
    const { databaseUrl, redisUrl, temporalAddress, qdrantUrl } = services;
    const given = await startServices({
      stateDir: other,
      log: (line) => expect.unreachable(line),
      given: { databaseUrl, redisUrl, temporalAddress, qdrantUrl },
    });
    expect((await given.health()).map(({ ok, embedded, diskBytes }) => [ok, embedded, diskBytes])).toEqual(
      Array.from({ length: 4 }, () => [true, false, null]),
    );
    await given.stop();
    rmSync(other, { recursive: true });
    expect((await services.health()).every(({ ok }) => ok)).toBe(true);
  });

  it('leave no process behind when stopped', async () => {
    const started = running();
    expect(started).toHaveLength(4);
    await services.stop();
    expect(started.filter(isAlive)).toEqual([]);
    expect(readdirSync(join(stateDir, 'pids'))).toEqual([]);
  });
});
