import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { App } from './app.js';

export interface AppFolder {
  cacheDir: string;
  app: App;
  release: string;
}

export const installedDir = ({ cacheDir, app, release }: AppFolder): string => join(cacheDir, `${app.name}-${release}`);
export const stateDir = ({ cacheDir, app, release }: AppFolder): string =>
  join(cacheDir, 'state', `${app.name}-${release}`);

/** Forgets the data of one release; the address and the password stay, so that a kept suite still finds the app. */
export async function resetApp(folder: AppFolder): Promise<void> {
  rmSync(stateDir(folder), { recursive: true, force: true });
}

export interface Entrance {
  port: number;
  password: string;
}

/** Port and password of an app, the same for all its releases. Made at the first start, kept outside the repository. */
export async function entranceOf({ cacheDir, app }: AppFolder, wantedPort: number | null): Promise<Entrance> {
  const path = join(cacheDir, 'state', `${app.name}.json`);
  const known: Entrance = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Entrance)
    : { port: await freePort(), password: `Tf-${randomBytes(9).toString('hex')}` };
  const entrance = { ...known, port: wantedPort ?? known.port };
  mkdirSync(join(cacheDir, 'state'), { recursive: true });
  writeFileSync(path, JSON.stringify(entrance), { mode: 0o600 });
  return entrance;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
