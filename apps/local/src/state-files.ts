import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Where the running platform is reached, for the command line. Readable by the owner only: it holds the local key. */
export const Connection = z.object({ server: z.string(), apiKey: z.string(), pid: z.number().int() });
export type Connection = z.infer<typeof Connection>;

export const connectionFile = (stateDir: string): string => join(stateDir, 'connection.json');

const missing = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};

/** The whole file or none of it, readable by its owner only. */
export async function writeText(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}.new`;
  await writeFile(next, `${text}\n`, { mode: 0o600 });
  await rename(next, file);
}

export const writeJson = (file: string, value: unknown): Promise<void> =>
  writeText(file, JSON.stringify(value, null, 2));

/** Null when there is no such file. */
export const readText = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(missing);
