import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '../merge-export.js';

/** More than the end-to-end tests of a large app have. */
const maxFiles = 2_000;
const maxBytes = 512 * 1024;

/** The project's own files in TypeScript, those that were generated aside. */
export async function readProject(folder: string, generated: ReadonlySet<string>): Promise<Files> {
  const files = new Map<string, string>();
  async function walk(path: string): Promise<void> {
    const entries = await readdir(join(folder, path), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = path === '' ? entry.name : `${path}/${entry.name}`;
      if (files.size >= maxFiles || entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) await walk(inside);
      else if (entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name) && !generated.has(inside)) {
        const { size } = await stat(join(folder, inside));
        if (size <= maxBytes) files.set(inside, await readFile(join(folder, inside), 'utf8'));
      }
    }
  }
  if (existsSync(folder)) await walk('');
  return files;
}
