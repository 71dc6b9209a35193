import { AppError } from '@testforge/core';
import { launch, logPath, type Launched, type LaunchOptions } from './child-process.js';
import { waitUntil } from './wait-until.js';

const readyTimeoutMs = 90_000;

/**
 * Starts a program and waits until `probe` finds it healthy.
 * @throws AppError `upstream` naming its log when it ends or stays unhealthy; nothing is left running then.
 */
export async function launchUntilReady(options: LaunchOptions, probe: () => Promise<unknown>): Promise<Launched> {
  const started = await launch(options);
  let trouble: unknown;
  const ready = await waitUntil(
    async () => {
      if (!started.isRunning()) return true;
      try {
        await probe();
        return true;
      } catch (error) {
        trouble = error;
        return false;
      }
    },
    { timeoutMs: readyTimeoutMs },
  );
  if (ready && started.isRunning()) return started;
  await started.stop();
  const log = logPath(options.stateDir, options.name);
  throw new AppError('upstream', `dev.${options.name}_failed`, `${options.name} did not start; see ${log}`, {
    cause: trouble,
  });
}
