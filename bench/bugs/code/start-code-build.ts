import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, resetApp } from '../../apps/app-folder.js';
import { startApp, type RunningApp, type StartOptions } from '../../apps/start-app.js';
import { brokenBy } from './broken-app.js';
import type { CodeBug } from './code-bug.js';

export type CodeBuildOptions = Pick<StartOptions, 'cacheDir' | 'app' | 'release' | 'shell' | 'say'>;

/** The same for all builds, since a suite logs in with it. Of apps on loopback that live for minutes. */
const password = 'Lighthouse-and-42-gulls';

/** One build of an app, clean where there is no bug: data of its own, made afresh and gone when it is stopped, and a port of its own. */
export async function startCodeBuild(
  options: CodeBuildOptions,
  bug: CodeBug | null,
  port?: number,
): Promise<RunningApp> {
  const folder = {
    ...options,
    app: bug === null ? options.app : brokenBy(options.app, bug),
    stateName: `code-${process.pid}-${bug?.name ?? 'clean'}`,
  };
  await resetApp(folder);
  const running = await startApp({ ...folder, port: port ?? (await freePort()), password, sample: 'a', clockDays: 0 });
  const stop = async () => {
    await running.stop();
    rmSync(join(folder.cacheDir, folder.stateName), { recursive: true, force: true });
  };
  return { ...running, stop };
}
