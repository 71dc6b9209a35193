import { loadConfig } from '@testforge/platform/config';
import { createLogger, createMetrics, startTracing } from '@testforge/platform/telemetry';
import { readWorkflowBundle } from './bundle.js';
import { compose } from './compose.js';
import { serveMetrics } from './metrics-server.js';
import { pathsOf } from './paths.js';
import { prepareStaging } from './staging.js';
import { startWorkers } from './workers.js';

const config = loadConfig(process.env);
const log = createLogger({ service: 'worker', level: config.LOG_LEVEL });
const metrics = createMetrics('worker');
const stopTracing = await startTracing(config, 'testforge-worker');
const paths = pathsOf(config);
await prepareStaging(paths.stagingDir);
const { deps, close } = await compose(config, paths, { log, metrics });
const workers = await startWorkers(config, { deps, workflowBundle: await readWorkflowBundle(paths.bundle) });
const metricsServer = await serveMetrics(metrics, config.WORKER_METRICS_PORT);
log.info({ metricsPort: metricsServer.port, pid: process.pid }, 'worker ready');
process.stdout.write(`${JSON.stringify({ ready: 'worker', metricsPort: metricsServer.port })}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => workers.shutdown());
await workers.run();
await metricsServer.close();
await close();
await stopTracing();
