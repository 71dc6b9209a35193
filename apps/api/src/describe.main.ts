import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { createLogger, createMetrics } from '@testforge/platform/telemetry';
import type { ApiDeps } from './api-deps.js';
import { createApi } from './create-api.js';

/** Writes the OpenAPI description to the file named on the command line; nothing is connected to. */
const file = process.argv[2];
if (!file) throw new Error('Usage: describe.main.ts FILE');
const unused = new Proxy({}, { get: () => () => Promise.reject(new Error('describing only')) });
const deps = {
  ...(unused as ApiDeps),
  dependencies: [],
  openSigned: null,
  webDir: '',
  trustedProxies: [],
  objectOrigins: [],
  log: createLogger({ service: 'api', level: 'silent' }),
  metrics: createMetrics('api'),
};
const { app, description } = await createApi(deps);
writeFileSync(file, `${JSON.stringify(description, null, 2)}\n`);
await app.close();
