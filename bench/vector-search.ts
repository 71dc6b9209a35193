// Knowledge search by vector at 100,000 patterns against the same queries put to Qdrant's engine itself. See README.md.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startServices, type Services } from '@testforge/dev';
import { createVectors, toQdrantFilter, type VectorFilter, type VectorPoint } from '@testforge/platform/vectors';
import { seededRandom } from '../apps/e2e/src/random-kills.js';
import { defaultCacheDir } from '../libs/dev/src/find-program.js';
import { machine, median, numberOf, quantile, tellGoal, timed } from './measure/figures.js';

const [patterns, queries, tenants, size] = [numberOf('patterns', 100_000), 200, 50, 512];
const collection = 'healing_patterns';
const random = seededRandom(7);
const vector = (): number[] => Array.from({ length: size }, () => random() - 0.5);
const tenant = (): string => `tenant-${Math.floor(random() * tenants)}`;
/** As knowledge asks: the tenant's own patterns and the shared ones. */
const asked = Array.from({ length: queries }, () => ({
  vector: vector(),
  filter: { scope: { tenantId: tenant(), alsoShared: true } } satisfies VectorFilter,
  limit: 20,
}));
const bodies = asked.map(({ vector: query, filter, limit }) => ({
  query,
  filter: toQdrantFilter(filter),
  limit,
  with_payload: true,
}));

const stateDir = await mkdtemp(join(tmpdir(), 'tfv-'));
const elsewhere = { databaseUrl: 'none', redisUrl: 'none', temporalAddress: 'none' };
try {
  const services = await startServices({ stateDir, log: () => undefined, given: elsewhere });
  const { wall, server } = await measureServer(services).finally(() => services.stop());
  const engine = await measureEngine();
  console.log(`${patterns} patterns, ${queries} queries, ${machine()}`);
  for (const [name, times] of Object.entries({ 'our search, wall': wall, 'server time': server, engine }))
    console.log(`${name}: median ${median(times).toFixed(2)} ms, p95 ${quantile(times, 0.95).toFixed(2)} ms`);
  tellGoal('server time / engine, median', median(server) / median(engine), { atMost: 1.2 });
} finally {
  await rm(stateDir, { recursive: true, force: true });
}

async function measureServer({ qdrantUrl, qdrantApiKey }: Services): Promise<{ wall: number[]; server: number[] }> {
  const vectors = createVectors({ url: qdrantUrl, apiKey: qdrantApiKey, timeoutMs: 120_000 });
  await vectors.ensureCollection(collection, { size, distance: 'Cosine', indexes: { patternHash: 'keyword' } });
  for (let at = 0; at < patterns; at += 200)
    await vectors.upsert(
      collection,
      Array.from({ length: Math.min(200, patterns - at) }, (_, index) => point(at + index)),
    );
  for (const search of asked.slice(0, 20)) await vectors.search(collection, search);
  const [wall, server]: [number[], number[]] = [[], []];
  for (const [index, search] of asked.entries()) {
    wall.push((await timed(() => vectors.search(collection, search))).ms);
    server.push(await serverTime(bodies[index], { qdrantUrl, qdrantApiKey }));
  }
  return { wall, server };
}

function point(number: number): VectorPoint {
  return {
    id: `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
    vector: vector(),
    owner: number % 10 === 0 ? 'shared' : { tenantId: tenant() },
    payload: { patternHash: `hash-${number}` },
  };
}

/** What the server itself says it took, in milliseconds. */
async function serverTime(
  body: object | undefined,
  { qdrantUrl, qdrantApiKey = '' }: Pick<Services, 'qdrantUrl' | 'qdrantApiKey'>,
): Promise<number> {
  const response = await fetch(new URL(`/collections/${collection}/points/query`, qdrantUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'api-key': qdrantApiKey },
    body: JSON.stringify(body),
  });
  const { time } = (await response.json()) as { time: number };
  return time * 1000;
}

async function measureEngine(): Promise<number[]> {
  const program = fileURLToPath(new URL('vector-search/engine.py', import.meta.url));
  const serverDir = fileURLToPath(new URL('../libs/dev/qdrant', import.meta.url));
  const python = join(defaultCacheDir(), 'qdrant-edge', 'bin', 'python');
  const data = join(stateDir, 'qdrant', 'collections');
  const child = spawn(python, [program, serverDir, data, collection], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(bodies));
  return JSON.parse(await text(child.stdout)) as number[];
}
