import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Services } from '@testforge/dev';
import { ConfigSchema } from '@testforge/platform/config';
import { portsBeside } from './listening-ports.js';
import { readText, writeJson } from './state-files.js';

interface SettingsInput {
  repositoryDir: string;
  stateDir: string;
  env: Record<string, string | undefined>;
  services: Services;
}

/** What a child program needs besides our own settings to run at all. */
const passedOn = ['PATH', 'HOME', 'LANG', 'TZ', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];

/** The complete environment of the API and the worker: what the person set, then the embedded defaults. */
export async function settingsFor({
  repositoryDir,
  stateDir,
  env,
  services,
}: SettingsInput): Promise<Record<string, string>> {
  const ports = await keepPorts(stateDir);
  const apiPort = env['API_PORT'] || String(ports.api);
  const defaults: Record<string, string> = {
    LOG_LEVEL: 'info',
    TESTFORGE_STATE_DIR: stateDir,
    TESTFORGE_REPOSITORY_DIR: repositoryDir,
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redisUrl,
    TEMPORAL_ADDRESS: services.temporalAddress,
    QDRANT_URL: services.qdrantUrl,
    ...(services.qdrantApiKey ? { QDRANT_API_KEY: services.qdrantApiKey } : {}),
    TESTFORGE_SECRET_KEY: services.secretKey,
    TESTFORGE_SIGNING_KEY: services.objectSigningKey,
    TESTFORGE_CHROMIUM: findChromium(),
    API_PORT: apiPort,
    WORKER_METRICS_PORT: String(ports.worker),
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
    TESTFORGE_REFUSED_PORTS: [...portsOf(services, env), ...(await temporalsOwn(services)), apiPort, ports.worker].join(
      ',',
    ),
  };
  const given = Object.fromEntries(
    [...Object.keys(ConfigSchema.shape), ...passedOn].flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  // The owner's connection is for migrations alone; neither the API nor the worker is given it.
  const { DATABASE_OWNER_URL: _owner, ...settings } = { ...defaults, ...given };
  return settings;
}

const chromiums = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/lib/chromium/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
];

/** The system's browser, the quickest first. */
export const findChromium = (): string =>
  chromiums.find((path) => existsSync(path)) ?? '/usr/lib/chromium/chromium-headless-shell';

/** Where a scheme is served unless its address says otherwise. */
const usualPorts: Record<string, string> = {
  'postgres:': '5432',
  'postgresql:': '5432',
  'redis:': '6379',
  'rediss:': '6379',
  'tcp:': '7233',
  'http:': '80',
  'https:': '443',
};

const portOf = (address: string): string => {
  const { port, protocol } = new URL(address);
  return port || (usualPorts[protocol] ?? '');
};

/** Temporal's development server listens on ports of its own choice besides the one that it is given. */
const temporalsOwn = async ({ temporalAddress }: Services): Promise<string[]> =>
  (await portsBeside(Number(portOf(`tcp://${temporalAddress}`)))).map(String);

/** The platform's own ports: no page and no test may reach them. */
const portsOf = (services: Services, env: SettingsInput['env']): string[] =>
  [
    services.databaseUrl,
    services.databaseOwnerUrl,
    services.redisUrl,
    `tcp://${services.temporalAddress}`,
    services.qdrantUrl,
    ...(env['S3_ENDPOINT'] ? [env['S3_ENDPOINT']] : []),
  ]
    .map(portOf)
    .filter(Boolean);

interface Ports {
  api: number;
  worker: number;
  shop: number;
}

/** The ports of the last start where they are free, so that links stay good. */
export async function keepPorts(stateDir: string): Promise<Ports> {
  const file = join(stateDir, 'ports.json');
  const kept = JSON.parse((await readText(file)) ?? '{}') as Partial<Ports>;
  const ports: Ports = {
    api: await usable(kept.api),
    worker: await usable(kept.worker),
    shop: await usable(kept.shop),
  };
  await writeJson(file, ports);
  return ports;
}

const usable = async (port = 0): Promise<number> => (await tryPort(port)) ?? (await tryPort(0)) ?? 0;

/** The port it could listen on, or null. */
const tryPort = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
