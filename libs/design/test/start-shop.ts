import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface RunningShop {
  url: string;
  close(): Promise<void>;
}

/** The sample shop as a program of its own: a room knows no app, it only gets an address. `options` as in its usage. */
export async function startShop(...options: string[]): Promise<RunningShop> {
  const root = resolve(import.meta.dirname, '../../..');
  const shop = spawn(
    process.execPath,
    ['--import', '@swc-node/register/esm-register', 'apps/demo-shop/src/main.ts', ...options],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(shop, 'exit');
  const [url] = (await Promise.race([
    once(createInterface(shop.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('The sample shop ended before it told its address.'))),
  ])) as [string];
  return {
    url,
    async close() {
      shop.kill('SIGTERM');
      await ended;
    },
  };
}
