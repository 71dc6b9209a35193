import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { isAppError, type AppErrorKind } from '@testforge/core';
import { readJobEnvironment } from '@testforge/platform/job-environment';
import type { ZodType } from 'zod';

export interface JobTools {
  /** Tells the caller how far the job is: one JSON line on standard output. */
  emit(event: Record<string, unknown>): void;
  /** Where pictures go; the result is written there as `result.json`. */
  outDir: string;
}

/** What a job leaves behind: its result, or why there is none. */
export type JobOutcome =
  { ok: true; value: unknown } | { ok: false; error: { kind: AppErrorKind; code: string; message: string } };

const emit = (event: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(event)}\n`);

function failure(error: unknown): JobOutcome {
  if (isAppError(error)) return { ok: false, error: { kind: error.kind, code: error.code, message: error.message } };
  return {
    ok: false,
    error: {
      kind: 'upstream',
      code: 'browser.job_failed',
      message: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 2_000) : 'The job failed.',
    },
  };
}

async function outcomeOf<I>(
  inputSchema: ZodType<I>,
  main: (input: I, tools: JobTools) => Promise<unknown>,
  outDir: string,
): Promise<JobOutcome> {
  try {
    const input = inputSchema.parse(JSON.parse(await text(process.stdin)));
    return { ok: true, value: await main(input, { emit, outDir }) };
  } catch (error) {
    return failure(error);
  }
}

/**
 * The frame of a job's entry file, inside the sandbox: one JSON document on standard input, progress as JSON lines on
 * standard output, `result.json` in the output folder. Ends the process at once on SIGTERM.
 */
export function runJob<I>(inputSchema: ZodType<I>, main: (input: I, tools: JobTools) => Promise<unknown>): void {
  const { outDir } = readJobEnvironment();
  process.once('SIGTERM', () => process.exit(143));
  void outcomeOf(inputSchema, main, outDir).then(async (outcome) => {
    await writeFile(join(outDir, 'result.json'), JSON.stringify(outcome));
    process.exit(0);
  });
}
