import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  requests: Counter<'method' | 'route' | 'status'>;
  requestSeconds: Histogram<'method' | 'route'>;
  runs: Counter<'status'>;
  stageSeconds: Histogram<'stage' | 'outcome'>;
  tests: Counter<'state'>;
  heals: Counter<'outcome'>;
  dependencyUp: Gauge<'dependency'>;
}

/** The process's Prometheus metrics, under the prefix `testforge_`. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: 'testforge_http_requests_total',
      help: 'HTTP requests answered',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'testforge_http_request_seconds',
      help: 'Time to answer an HTTP request',
      labelNames: ['method', 'route'],
      registers,
    }),
    runs: new Counter({
      name: 'testforge_runs_total',
      help: 'Runs that ended, by status',
      labelNames: ['status'],
      registers,
    }),
    stageSeconds: new Histogram({
      name: 'testforge_stage_seconds',
      help: 'Time a stage of a run took',
      labelNames: ['stage', 'outcome'],
      buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600],
      registers,
    }),
    tests: new Counter({
      name: 'testforge_tests_total',
      help: 'Tests executed, by state',
      labelNames: ['state'],
      registers,
    }),
    heals: new Counter({
      name: 'testforge_heals_total',
      help: 'Healing decisions, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    dependencyUp: new Gauge({
      name: 'testforge_dependency_up',
      help: '1 when a dependency answers',
      labelNames: ['dependency'],
      registers,
    }),
  };
}
