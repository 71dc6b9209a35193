import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { App } from './app.js';

export interface AppFolder {
  cacheDir: string;
  app: App;
  release: string;
  /** Folder of data, addresses and passwords; whoever must not touch those of a kept suite has one of its own. Default `state`. */
  stateName?: string | undefined;
}

const stateRoot = ({ cacheDir, stateName = 'state' }: AppFolder): string => join(cacheDir, stateName);

export const installedDir = ({ cacheDir, app, release }: AppFolder): string => join(cacheDir, `${app.name}-${release}`);
export const stateDir = (folder: AppFolder): string => join(stateRoot(folder), `${folder.app.name}-${folder.release}`);

/** Forgets the data of one release; the address and the password stay, so that a kept suite still finds the app. */
export async function resetApp(folder: AppFolder): Promise<void> {
  rmSync(stateDir(folder), { recursive: true, force: true });
}

export interface Entrance {
  port: number;
  password: string;
}

/** Port and password of an app, the same for all its releases. Made at the first start, kept outside the repository. */
export async function entranceOf(
  folder: AppFolder,
  wanted: { port: number | null; password?: string | undefined },
): Promise<Entrance> {
  const path = join(stateRoot(folder), `${folder.app.name}.json`);
  const known: Entrance = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Entrance)
    : { port: await freePort(), password: `Tf-${randomBytes(9).toString('hex')}` };
  const entrance = { port: wanted.port ?? known.port, password: wanted.password ?? known.password };
  mkdirSync(stateRoot(folder), { recursive: true });
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
