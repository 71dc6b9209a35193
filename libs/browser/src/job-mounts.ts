import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What a job may see of the repository, under the same paths as outside. Never `.env`, `.testforge` or `.git`. */
const shown = ['node_modules', 'libs', 'package.json'];

export const jobMounts = (repositoryDir: string): { from: string; to: string }[] =>
  shown
    .map((name) => join(repositoryDir, name))
    .filter((path) => existsSync(path))
    .map((path) => ({ from: path, to: path }));

/** Where the browser is inside: `/usr` is there already, anything else is shown under /opt. */
export function placeChromium(chromium: string): { path: string; mounts: { from: string; to: string }[] } {
  if (chromium.startsWith('/usr/')) return { path: chromium, mounts: [] };
  return {
    path: join('/opt/chromium', basename(chromium)),
    mounts: [{ from: dirname(chromium), to: '/opt/chromium' }],
  };
}
