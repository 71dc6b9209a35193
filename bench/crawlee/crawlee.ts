import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

/** Pinned: the browser's driver is the product's own version. */
const packages = ['@crawlee/playwright@3.18.1', 'playwright@1.65.1'];
const program = fileURLToPath(new URL('crawl.mjs', import.meta.url));

/** Installs Crawlee beside the other data of the benches, once. It is no dependency of the product. */
export async function installCrawlee(folder: string): Promise<string> {
  if (existsSync(join(folder, 'node_modules', '@crawlee', 'playwright'))) return folder;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', ...packages];
  await promisify(execFile)('npm', args, { cwd: folder });
  return folder;
}

const Crawl = z.object({ pages: z.number(), links: z.number(), ms: z.number() });
export type Crawl = z.infer<typeof Crawl>;

/** What jobs in the sandbox yield to others: on a busy machine what yields less would win by that alone. */
const niceness = 5;

/** Loads each address once and collects its links; the time includes starting the browser, as ours does. */
export async function crawl(
  folder: string,
  wanted: { addresses: string[]; parallel: number; chromium: string },
): Promise<Crawl> {
  const command = ['-n', String(niceness), process.execPath, program, folder];
  const child = spawn('nice', command, { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(wanted));
  const ended = new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  const said = await text(child.stdout);
  await ended;
  return Crawl.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''));
}
