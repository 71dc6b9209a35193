import 'reflect-metadata';
import { loadConfig } from '@testforge/platform/config';
import { createLogger, createMetrics, startTracing } from '@testforge/platform/telemetry';
import { compose } from './compose.js';
import { createApi } from './create-api.js';
import { watchLostRuns } from './end-lost-runs.js';

const config = loadConfig(process.env);
const log = createLogger({ service: 'api', level: config.LOG_LEVEL });
const stopTracing = await startTracing(config, 'testforge-api');
const { deps, lookup, close } = await compose(config, { log, metrics: createMetrics('api') });
const { app } = await createApi(deps);
const lostRuns = watchLostRuns({ ...deps, lookup });
await app.listen(config.API_PORT, config.API_HOST);
log.info({ address: await app.getUrl(), pid: process.pid }, 'api ready');
process.stdout.write(`${JSON.stringify({ ready: 'api', address: await app.getUrl() })}\n`);

const stop = async (): Promise<void> => {
  lostRuns.stop();
  await app.close();
  await close();
  await stopTracing();
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
