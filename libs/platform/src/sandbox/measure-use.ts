import { lstatSync, opendirSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { lstat, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { ifPresent, ifPresentNow } from './if-present.js';
import { readProcessTree, type ProcessStat } from './process-tree.js';

const pageBytes = 4096;
const inodeBytes = 1024;
const maxOpenFiles = 20_000;
const maxEntries = 50_000;
const maxDepth = 64;
/** Looked at without a pause; a job may make many files, and the others in this process wait. */
const entriesAtOnce = 1_000;

export interface Use {
  memoryBytes: number;
  diskBytes: number;
}

/**
 * What a run uses now: the processes' memory, what lies in its memory-backed folders, and the files in `outDir`
 * together with files that have no name any more but are still open. Infinity stands for "too much to count".
 */
export async function measureUse(options: {
  rootPid: number;
  firstPid?: number;
  outDir: string;
  memoryLimitBytes: number;
}): Promise<Use> {
  const tree = readProcessTree(options.rootPid);
  const named = await folderBytes(options.outDir);
  const outDevice = (await lstat(options.outDir)).dev;
  const nameless = await namelessFileBytes(tree, outDevice);
  const fixed = nameless.memoryBytes + (await tmpfsBytes(options.firstPid));
  return {
    memoryBytes: fixed + (await processBytes(tree, options.memoryLimitBytes - fixed)),
    diskBytes: named + nameless.diskBytes,
  };
}

/** Resident sizes count shared pages once a process, so they are an upper bound: the dear exact sum only above the limit. */
async function processBytes(tree: readonly ProcessStat[], limitBytes: number): Promise<number> {
  const bound = tree.reduce((sum, { rssPages }) => sum + rssPages * pageBytes, 0);
  if (bound <= limitBytes) return bound;
  const exact = await Promise.all(tree.map(proportionalBytes));
  return exact.reduce((sum, bytes) => sum + bytes, 0);
}

async function proportionalBytes({ pid, rssPages }: ProcessStat): Promise<number> {
  const rollup = await ifPresent(() => readFile(`/proc/${pid}/smaps_rollup`, 'utf8'));
  const kibibytes = /^Pss:\s+(\d+) kB/m.exec(rollup ?? '')?.[1];
  return kibibytes === undefined ? rssPages * pageBytes : Number(kibibytes) * 1024;
}

async function tmpfsBytes(firstPid: number | undefined): Promise<number> {
  if (firstPid === undefined) return 0;
  const folders = ['tmp', 'dev/shm', 'home/tester'].map((path) =>
    ifPresent(() => statfs(`/proc/${firstPid}/root/${path}`)),
  );
  return (await Promise.all(folders)).reduce(
    (sum, fs) => sum + (fs ? (fs.blocks - fs.bfree) * fs.bsize + (fs.files - fs.ffree) * inodeBytes : 0),
    0,
  );
}

/** Unlinked files and memory files escape every walk of folders; the open descriptors still show them. */
async function namelessFileBytes(tree: readonly ProcessStat[], outDevice: number): Promise<Use> {
  const seen = new Set<string>();
  const use: Use = { memoryBytes: 0, diskBytes: 0 };
  let files = 0;
  for (const { pid } of tree) {
    for (const fd of ifPresentNow(() => readdirSync(`/proc/${pid}/fd`)) ?? []) {
      files += 1;
      if (files > maxOpenFiles) return { ...use, memoryBytes: Infinity };
      if (files % entriesAtOnce === 0) await othersTurn();
      const stat = ifPresentNow(() => statSync(`/proc/${pid}/fd/${fd}`, { throwIfNoEntry: false }));
      if (!stat?.isFile() || stat.nlink > 0 || seen.has(`${stat.dev} ${stat.ino}`)) continue;
      seen.add(`${stat.dev} ${stat.ino}`);
      use[stat.dev === outDevice ? 'diskBytes' : 'memoryBytes'] += stat.blocks * 512;
    }
  }
  return use;
}

async function folderBytes(outDir: string): Promise<number> {
  const open = [{ folder: outDir, depth: 0 }];
  let [bytes, entries] = [0, 0];
  for (let next = open.pop(); next; next = open.pop()) {
    const { folder, depth } = next;
    if (depth > maxDepth) return Infinity;
    for (const entry of entriesOf(folder)) {
      entries += 1;
      if (entries > maxEntries) return Infinity;
      if (entries % entriesAtOnce === 0) await othersTurn();
      const path = join(folder, entry.name);
      bytes += (ifPresentNow(() => lstatSync(path, { throwIfNoEntry: false }))?.blocks ?? 0) * 512;
      if (entry.isDirectory()) open.push({ folder: path, depth: depth + 1 });
    }
  }
  return bytes;
}

/** One by one: a folder may hold more names than anybody wants in memory. */
function* entriesOf(folder: string): Generator<Dirent> {
  const dir = ifPresentNow(() => opendirSync(folder));
  if (!dir) return;
  try {
    for (let entry = dir.readSync(); entry; entry = dir.readSync()) yield entry;
  } finally {
    dir.closeSync();
  }
}
