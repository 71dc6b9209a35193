import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { AppError, exitCodes } from '@testforge/core';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { mergeExport, type Files, type MergeText } from './merge-export.js';
import { readProject } from './reuse/read-project.js';

/** The last export as it was generated, beside the project and to be committed with it. */
const baseFile = '.testforge-base.zip';

/** A path inside the folder: an archive decides nothing about places elsewhere. */
const isInside = (path: string): boolean =>
  path !== '' && !path.startsWith('/') && !path.includes('\0') && !/(^|[\\/])\.\.([\\/]|$)|^[a-z]:/i.test(path);

function unpack(zip: Uint8Array): Files {
  const entries = Object.entries(unzipSync(zip));
  const strange = entries.find(([path]) => !isInside(path));
  if (strange)
    throw new AppError('invalid', 'cli.strange_export', `The export holds a path that leads out of it: ${strange[0]}`);
  return new Map(entries.map(([path, bytes]) => [path, strFromU8(bytes)]));
}

/** Same files, same bytes. */
const pack = (files: Files): Uint8Array =>
  zipSync(Object.fromEntries([...files].map(([path, text]) => [path, strToU8(text)])), { mtime: new Date(1980, 0, 1) });

/** Takes what the folder's own project has already; the compiler that reads it is loaded only where there is something to read. */
async function reuse(folder: string, generated: Files, base: Files): Promise<{ files: Files; told: string[] }> {
  const project = await readProject(folder, new Set([...generated.keys(), ...base.keys()]));
  if (![...project.values()].some((text) => /\bclass\b/.test(text))) return { files: generated, told: [] };
  const { reuseProject } = await import('./reuse/reuse-project.js');
  return reuseProject(resolve(folder), generated, project);
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

async function readOr<T>(path: string, read: (bytes: Buffer) => T, otherwise: T): Promise<T> {
  try {
    return read(await readFile(path));
  } catch (error) {
    if (isMissing(error)) return otherwise;
    throw error;
  }
}

/** Merges lines as `git merge` does; `scratch` is a folder for the three sides. */
const gitMerge =
  (scratch: string): MergeText =>
  (sides) => {
    const names = Object.fromEntries(
      Object.entries(sides).map(([name, text]) => {
        writeFileSync(join(scratch, name), text);
        return [name, join(scratch, name)];
      }),
    ) as Record<keyof typeof sides, string>;
    const labels = ['-L', 'yours', '-L', 'as it was generated', '-L', 'as it is generated now'];
    const { status, stdout } = spawnSync('git', ['merge-file', '-p', ...labels, names.ours, names.base, names.theirs], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 ** 2,
    });
    // The number of conflicts; from 128 on, or without one, it did not work.
    if (status === null || status > 127)
      throw new AppError('upstream', 'cli.no_merge', 'git merge-file did not work, so nothing was written.');
    return { text: stdout, clean: status === 0 };
  };

function demandGit(): void {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
  } catch (cause) {
    throw new AppError('invalid', 'cli.usage', '--into merges with git, which was not found.', { cause });
  }
}

/**
 * Puts an exported project into a folder, together with what a person changed there since the last time; page objects and
 * fixtures of the folder's own are used where their locators mean the same. Gives the exit
 * code: `waiting` where both changed the same. Nothing is written where anything fails before that.
 */
export async function exportInto(folder: string, zip: Uint8Array, out: (line: string) => void): Promise<number> {
  demandGit();
  const base = await readOr<Files>(join(folder, baseFile), unpack, new Map());
  const { files: theirs, told } = await reuse(folder, unpack(zip), base);
  const ours = new Map<string, string>();
  for (const path of new Set([...theirs.keys(), ...base.keys()])) {
    const text = await readOr<string | null>(join(folder, path), String, null);
    if (text !== null) ours.set(path, text);
  }
  const scratch = await mkdtemp(join(tmpdir(), 'testforge-merge-'));
  try {
    const { write, remove, conflicts, kept } = mergeExport(base, ours, theirs, gitMerge(scratch));
    for (const [path, text] of write) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    for (const path of remove) await rm(join(folder, path), { force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, baseFile), pack(theirs));
    out(`${folder}: ${write.size} files written, ${remove.length} removed, your changes kept in ${kept.length}`);
    told.forEach(out);
    for (const { path, what } of conflicts) out(`conflict: ${path}: ${what}`);
    return conflicts.length > 0 ? exitCodes.waiting : exitCodes.passed;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
