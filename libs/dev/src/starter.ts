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

/** Starts services side by side and ends all of them together, also when only one of them failed. */
export function createStarter({ log, ports, ...shared }: StarterOptions) {
  const running: EmbeddedService[] = [];

  async function begin<Started extends EmbeddedService>(
    name: ServiceName,
    start: (options: StartOptions) => Promise<Started>,
  ): Promise<Started> {
    const startedAt = performance.now();
    const started = await start({ ...shared, port: ports[name] });
    running.push(started);
    log(`${name} on port ${ports[name]} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    return started;
  }

  const stop = async (): Promise<void> => {
    await Promise.all(running.splice(0).map((service) => service.stop()));
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
