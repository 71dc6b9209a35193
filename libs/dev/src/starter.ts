import type { Ports, ServiceName } from './ports.js';
import type { Secrets } from './secrets.js';
import type { EmbeddedService, StartOptions } from './service.js';

export interface StarterOptions {
  stateDir: string;
  cacheDir: string;
  ports: Ports;
  secrets: Secrets;
  log(line: string): void;
}

/** A service that dies this often, each time hardly started, is not started again; the pauses between grow with each. */
const restartsAtMost = 8;
const steadyAfterMs = 10_000;
const pauseMs = 500;

type Start<Started> = (options: StartOptions) => Promise<Started>;

/** Starts services side by side, starts one that died again, and ends all of them together, also when only one of them failed. */
export function createStarter({ log, ports, ...shared }: StarterOptions) {
  const running = new Map<ServiceName, EmbeddedService>();
  const restarts = new Set<Promise<void>>();
  let stopping = false;

  async function begin<Started extends EmbeddedService>(name: ServiceName, start: Start<Started>): Promise<Started> {
    const startedAt = performance.now();
    const started = await start({ ...shared, port: ports[name] });
    log(`${name} on port ${ports[name]} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    keep(name, start, started, 0);
    return started;
  }

  /** Same port, same data, same addresses: whoever uses it connects again. */
  function keep(name: ServiceName, start: Start<EmbeddedService>, service: EmbeddedService, deaths: number): void {
    running.set(name, service);
    const since = performance.now();
    void service.ended.then(() => {
      if (stopping) return;
      const again = performance.now() - since > steadyAfterMs ? 1 : deaths + 1;
      log(`${name} ended; ${again > restartsAtMost ? 'giving up' : 'starting it again'}`);
      if (again <= restartsAtMost) track(restart(name, start, again));
    });
  }

  async function restart(name: ServiceName, start: Start<EmbeddedService>, deaths: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, pauseMs * deaths));
    if (stopping) return;
    try {
      keep(name, start, await start({ ...shared, port: ports[name] }), deaths);
    } catch (error) {
      log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      if (deaths < restartsAtMost) await restart(name, start, deaths + 1);
    }
  }

  function track(work: Promise<void>): void {
    const tracked = work.finally(() => restarts.delete(tracked));
    restarts.add(tracked);
  }

  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all(restarts);
    const services = [...running.values()];
    running.clear();
    await Promise.all(services.map((service) => service.stop()));
  };

  /** Like Promise.all, but a failure is thrown only when every other start has ended, and nothing is left running then. */
  async function all<Starts extends readonly unknown[]>(
    starts: [...Starts],
  ): Promise<{ -readonly [Index in keyof Starts]: Awaited<Starts[Index]> }> {
    const failed = (await Promise.allSettled(starts)).some((outcome) => outcome.status === 'rejected');
    if (failed) await stop();
    return Promise.all(starts);
  }

  return { begin, all, stop, secrets: shared.secrets };
}
