import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '@testforge/core';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const base64Key = z
  .string()
  .refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64');
const ports = z
  .string()
  .transform((list) => list.split(',').filter(Boolean).map(Number))
  .pipe(z.array(z.number().int().min(1).max(65_535)));
const addresses = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])));

/**
 * Every setting the program knows, under its environment variable. `.env.example` lists the same names (a spec says so).
 * Nothing else reads the environment.
 */
export const ConfigSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe('development, production or test'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('least level that is logged'),
  TESTFORGE_STATE_DIR: z.string().default('.testforge').describe('folder of all local state'),
  TESTFORGE_REPOSITORY_DIR: z
    .string()
    .default('.')
    .describe('folder of this checkout; the sandbox mounts parts of it read-only'),
  DATABASE_URL: z.string().describe('PostgreSQL as the application role, which cannot bypass row-level security'),
  DATABASE_OWNER_URL: z.string().optional().describe('PostgreSQL as the owner; for migrations only'),
  REDIS_URL: z.string().describe('Redis or Valkey'),
  TEMPORAL_ADDRESS: z.string().describe('host:port of the Temporal server'),
  TEMPORAL_NAMESPACE: z.string().default('default').describe('Temporal namespace'),
  QDRANT_URL: z.string().describe('Qdrant REST address'),
  QDRANT_API_KEY: z.string().optional().describe('Qdrant API key'),
  S3_ENDPOINT: z.string().optional().describe('object store; without it files under the state folder are used'),
  S3_ACCESS_KEY: z.string().optional().describe('object store access key'),
  S3_SECRET_KEY: z.string().optional().describe('object store secret key'),
  S3_BUCKET: z.string().default('testforge').describe('object store bucket'),
  S3_REGION: z.string().default('us-east-1').describe('object store region'),
  TESTFORGE_SECRET_KEY: base64Key.describe('key that encrypts stored credentials; 32 bytes in base64'),
  TESTFORGE_SIGNING_KEY: base64Key.describe('key that signs addresses of stored files; 32 bytes in base64'),
  TESTFORGE_CHROMIUM: z
    .string()
    .default('/usr/lib/chromium/chromium-headless-shell')
    .describe('browser that is started in the sandbox'),
  TESTFORGE_SANDBOX: z
    .enum(['bubblewrap', 'none'])
    .default('bubblewrap')
    .describe('how pages and tests are fenced in; none only by name'),
  TESTFORGE_NETWORK_POLICY: z
    .enum(['local', 'service'])
    .default('local')
    .describe(
      'local: apps of this machine and its network may be tested; service: public ones alone. Must be said where others reach the API',
    ),
  TESTFORGE_REFUSED_PORTS: ports
    .default([])
    .describe("the platform's own ports, which no test may reach; separated by commas"),
  TESTFORGE_WORKFLOW_BUNDLE: z
    .string()
    .optional()
    .describe('workflow bundle built ahead; default: in the state folder'),
  API_HOST: z.string().default('127.0.0.1').describe('address the API listens on'),
  API_PORT: port.default(0).describe('port the API listens on; 0 picks a free one'),
  API_MAX_STREAMS: z.coerce
    .number()
    .int()
    .min(1)
    .default(20)
    .describe('most event streams that one caller may have open'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('address under which people reach the API'),
  TRUST_PROXY: addresses
    .default([])
    .describe('addresses or ranges (10.0.0.0/8) of proxies whose X-Forwarded-For is believed; separated by commas'),
  TESTFORGE_REGISTRATION: z
    .enum(['open', 'closed'])
    .optional()
    .describe('whether anybody may make a tenant; default: only where the API listens on this machine alone'),
  WORKER_METRICS_PORT: port.default(0).describe("port of the worker's /metrics; 0 picks a free one"),
  OTEL_ENABLED: flag.default(false).describe('send OpenTelemetry traces'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional().describe('where traces are sent'),
});
export type Config = Readonly<z.infer<typeof ConfigSchema>>;

/**
 * Reads and freezes the configuration.
 * Throws `invalid config.invalid` that lists names and reasons, never values.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = ConfigSchema.safeParse(present);
  const problems = parsed.success ? unsaid(parsed.data, present) : problemsOf(parsed.error);
  if (parsed.success && problems.length === 0) return Object.freeze(parsed.data);
  throw new AppError('invalid', 'config.invalid', `The configuration has problems: ${problems.join('; ')}`, {
    details: { problems },
  });
}

const problemsOf = ({ issues }: z.ZodError): string[] =>
  issues.map(
    (issue) =>
      `${issue.path.join('.')}: ${'input' in issue && issue.input !== undefined ? 'not valid' : issue.message}`,
  );

/** What must be said by name: where other people come in, a default must not open this machine's network to them. */
const unsaid = (config: Config, present: Record<string, string | undefined>): string[] =>
  isForThisMachine(config) || 'TESTFORGE_NETWORK_POLICY' in present
    ? []
    : [
        'TESTFORGE_NETWORK_POLICY: people on other machines reach this API; say “service” (public apps alone are tested), ' +
          'or “local” (they may have apps of this machine and its network tested)',
      ];

const loopback = ['127.0.0.1', '::1', '[::1]', 'localhost'];

/** Whether only people on this machine reach the API; behind a proxy others do, whatever it listens on. */
export const isForThisMachine = ({ API_HOST, PUBLIC_URL }: Pick<Config, 'API_HOST' | 'PUBLIC_URL'>): boolean =>
  loopback.includes(API_HOST) && (PUBLIC_URL === undefined || loopback.includes(new URL(PUBLIC_URL).hostname));

/** A new random key in the form that `TESTFORGE_SECRET_KEY` takes. */
export const newKey = (): string => randomBytes(32).toString('base64');
