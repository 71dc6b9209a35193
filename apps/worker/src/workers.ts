import { NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Config } from '@testforge/platform/config';
import {
  browserActivities,
  sandboxActivities,
  serviceActivities,
  type ActivityDeps,
} from '@testforge/temporal/activities';
import { queues } from '@testforge/temporal/contracts';

export interface Workers {
  /** Resolves when all have stopped. */
  run(): Promise<void>;
  /** Takes no more work, lets what is under way notice its cancellation, then stops. */
  shutdown(): void;
}

/** How many activities of a kind run at once; browsers and sandboxes are heavy, the rest is waiting. */
const atOnce = { services: 10, browser: 2, sandbox: 2 };

/** One worker a queue, in one process. */
export async function startWorkers(
  config: Config,
  { deps, workflowBundle }: { deps: ActivityDeps; workflowBundle: { code: string } },
): Promise<Workers> {
  Runtime.install({
    shutdownSignals: [],
    telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } },
    logger: temporalLogger(deps),
  });
  const connection = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
  const shared: Pick<WorkerOptions, 'connection' | 'namespace' | 'shutdownGraceTime' | 'shutdownForceTime'> = {
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    shutdownGraceTime: '1s',
    shutdownForceTime: '20s',
  };
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue: queues.orchestration,
      workflowBundle,
      activities: serviceActivities(deps),
      maxConcurrentActivityTaskExecutions: atOnce.services,
    }),
    Worker.create({
      ...shared,
      taskQueue: queues.browser,
      activities: browserActivities(deps),
      maxConcurrentActivityTaskExecutions: atOnce.browser,
    }),
    Worker.create({
      ...shared,
      taskQueue: queues.sandbox,
      activities: sandboxActivities(deps),
      maxConcurrentActivityTaskExecutions: atOnce.sandbox,
    }),
  ]);
  return {
    run: async () => {
      await Promise.all(workers.map((worker) => worker.run()));
      await connection.close();
    },
    shutdown: () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    },
  };
}

/** Temporal's own log lines, in ours. */
function temporalLogger({ log }: Pick<ActivityDeps, 'log'>) {
  const temporal = log.child({ component: 'temporal' });
  return {
    log: (level: string, message: string, meta?: object) =>
      temporal[level === 'ERROR' ? 'error' : level === 'WARN' ? 'warn' : 'debug'](meta ?? {}, message),
    trace: (message: string, meta?: object) => temporal.trace(meta ?? {}, message),
    debug: (message: string, meta?: object) => temporal.debug(meta ?? {}, message),
    info: (message: string, meta?: object) => temporal.debug(meta ?? {}, message),
    warn: (message: string, meta?: object) => temporal.warn(meta ?? {}, message),
    error: (message: string, meta?: object) => temporal.error(meta ?? {}, message),
  };
}
