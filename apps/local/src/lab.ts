import { readFile, writeFile } from 'node:fs/promises';
import { AppError, exitCodes } from '@testforge/core';
import { openPageReader, readCases, runLab, summarise, summaryLines } from '@testforge/healing/lab';

export interface LabOptions {
  cases: string;
  out?: string;
  chromium?: string;
}

export interface LabIo {
  out: (line: string) => void;
  error: (line: string) => void;
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('invalid', 'lab.no_cases', `“${file}” cannot be read.`, { cause });
  });
}

/**
 * Decides a file of healing cases without a platform. Results go to `out` (else to standard output), one JSON object a line
 * in the order of the cases; the summary to standard output. Lines that could not be read are named, and the exit code is then 2.
 */
export async function healingLab({ cases: file, out, chromium }: LabOptions, io: LabIo): Promise<number> {
  const { cases, badLines } = readCases(await read(file));
  const run = await runLab(cases, () => openPageReader(chromium));
  const lines = run.weighed.map(({ result }) => JSON.stringify(result));
  if (out) await writeFile(out, lines.map((line) => `${line}\n`).join(''));
  else lines.forEach(io.out);
  const bad = [...badLines, ...run.badLines].sort((a, b) => a.line - b.line);
  for (const { line, message } of bad) io.error(`${file}, line ${line}: ${message}`);
  summaryLines(summarise(run.weighed, bad.length)).forEach(io.out);
  return bad.length > 0 ? exitCodes.wrongUse : exitCodes.passed;
}
