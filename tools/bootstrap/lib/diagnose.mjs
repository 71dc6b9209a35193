import { performance } from 'node:perf_hooks';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { inWords, sizeOf } from './disk.mjs';
import { findKeptNode, isNodeNewEnough } from './node.mjs';
import { nodePackages, prismaClient } from './node-packages.mjs';
import { cacheDir, root, stateDir } from './paths.mjs';
import { probes } from './probes.mjs';
import { hasQdrantEngine, qdrant } from './qdrant.mjs';
import { firstLine } from './run.mjs';
import { findSandboxMode } from './sandbox-mode.mjs';
import { systemPackages } from './system-packages.mjs';
import { findTemporal } from './temporal.mjs';

const row = (ok, part, version = '', where = '', health = '', disk = '') => ({
  ok,
  cells: [part, version, where, health, disk],
});
const numberIn = (text) => /\d+(\.\d+)+/.exec(text ?? '')?.[0] ?? '';
/** A build from source calls itself 0.0.0; the server inside has its real number. */
const serverVersion = (temporal) => /Server ([\d.]+)/.exec(firstLine(temporal) ?? '')?.[1] ?? '';
const diskOf = (path) => (existsSync(path) ? inWords(sizeOf(path)) : '');

/** Every part as a row for people: { ok, cells: [part, version, where, health, disk] }. */
export async function diagnose() {
  return [...programs(), ...(await services()), sandbox(), ...places()];
}

function programs() {
  const kept = isNodeNewEnough() ? process.execPath : findKeptNode();
  const chromium = findChromium();
  const temporal = findTemporal();
  return [
    row(
      kept !== null,
      'Node',
      kept === null ? process.versions.node : numberIn(firstLine(kept, ['-v'])),
      kept ?? process.execPath,
      kept === null ? 'too old: 24 or later is needed' : '',
    ),
    row(true, 'npm', numberIn(firstLine('npm')), 'PATH'),
    part(nodePackages, 'node_modules', diskOf(join(root, 'node_modules'))),
    part(prismaClient, 'libs/platform/src/db/generated'),
    part(systemPackages, 'apt'),
    row(
      chromium !== null,
      'Chromium',
      chromium === null ? '' : numberIn(firstLine(chromium)),
      chromium ?? '',
      chromium === null ? 'missing' : '',
    ),
    row(
      temporal !== null || Boolean(process.env.TEMPORAL_ADDRESS),
      'Temporal command',
      temporal === null ? '' : serverVersion(temporal),
      temporal ?? '',
      temporal === null ? 'missing' : '',
    ),
    row(
      qdrant.missing().length === 0,
      'Qdrant engine',
      hasQdrantEngine() ? '0.9.0' : '',
      join(cacheDir, 'qdrant-edge'),
      qdrant.missing().join(),
      diskOf(join(cacheDir, 'qdrant-edge')),
    ),
  ];
}

function part({ title, missing }, where, disk = '') {
  const lacking = missing();
  return row(
    lacking.length === 0,
    title,
    '',
    where,
    lacking.length === 0 ? 'complete' : `missing: ${lacking.join(', ')}`,
    disk,
  );
}

/** A service that is not started is no trouble; one that was started and does not answer is. */
async function services() {
  const ports = readJson('services.json')?.ports ?? {};
  const secrets = readJson('secrets.json') ?? {};
  return Promise.all(
    probes.map(async ({ name, title, variable, probe }) => {
      const given = process.env[variable];
      const startedFile = join(stateDir, 'pids', `${name}.json`);
      const disk = given ? '' : diskOf(join(stateDir, name));
      if (!given && !existsSync(startedFile))
        return row(true, title, '', ports[name] ? `127.0.0.1:${ports[name]}` : 'embedded', 'not started', disk);
      const address = given ? addressIn(given) : { host: '127.0.0.1', port: ports[name] };
      return answer(title, address, probe, secrets, disk, given);
    }),
  );
}

async function answer(title, address, probe, secrets, disk, given) {
  const startedAt = performance.now();
  const where = `${address.host}:${address.port}${given ? ' (given)' : ''}`;
  try {
    const version = await probe(address, given ? {} : secrets);
    return row(true, title, version, where, `ok, ${Math.round(performance.now() - startedAt)} ms`, disk);
  } catch (error) {
    return row(false, title, '', where, error.message || error.code || 'no answer', disk);
  }
}

function addressIn(text) {
  const url = new URL(text.includes('://') ? text : `tcp://${text}`);
  const port =
    Number(url.port) ||
    { 'postgresql:': 5432, 'postgres:': 5432, 'redis:': 6379, 'http:': 80, 'https:': 443 }[url.protocol] ||
    7233;
  return { host: url.hostname, port };
}

function sandbox() {
  const { mode, ok } = findSandboxMode();
  return row(ok, 'Sandbox', numberIn(firstLine('bwrap')), '', mode);
}

const places = () => [
  row(true, 'State', '', stateDir, '', diskOf(stateDir) || 'none'),
  row(true, 'Cache', '', cacheDir, '', diskOf(cacheDir) || 'none'),
];

function readJson(name) {
  const path = join(stateDir, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
