import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadavg } from 'node:os';
import { z } from 'zod';
import type { BenchContext } from '../run-builds.js';

/** The whole suite on one build: what failed, and where. Whether it failed for the bug is for the reader to say. */
const CodeRecord = z.object({
  build: z.string(),
  kind: z.string(),
  passed: z.number(),
  failed: z.array(z.object({ title: z.string(), step: z.string(), message: z.string() })),
  ms: z.number(),
  load: z.number(),
});
type CodeRecord = z.infer<typeof CodeRecord>;

/** Each bug alone, healing off, before the whole suite. */
export async function runCodeBugs(bench: BenchContext, wanted: readonly string[] | null): Promise<void> {
  const bugs = bench.subject.bugs(bench.suite).filter(({ name }) => wanted?.includes(name) ?? true);
  for (const { name, kind } of bugs) await runOnce(bench, { build: `bug:${name}`, bug: name, kind });
  const found = readCodeRecords(bench).filter(({ build, failed }) => build.startsWith('bug:') && failed.length > 0);
  bench.say(`  something failed on ${found.length} of ${bench.subject.bugs(bench.suite).length} builds with a bug`);
}

/** The clean build with fresh data, again and again: whatever fails is wrong. */
export async function runCodeClean(bench: BenchContext, times: number): Promise<void> {
  for (let at = 1; at <= times; at += 1) await runOnce(bench, { build: `clean:${at}`, bug: null, kind: '' });
}

async function runOnce(
  bench: BenchContext,
  { build, bug, kind }: { build: string; bug: string | null; kind: string },
): Promise<void> {
  const { lab, subject, suite, say } = bench;
  if (readCodeRecords(bench).some((known) => known.build === build)) return;
  const load = loadavg()[0] ?? 0;
  const running = await subject.start({ bug, drifts: [] });
  try {
    const { results, trouble, durationMs } = await lab.execute({
      project: suite.project,
      url: running.url,
      access: subject.access,
      phase: 'kept',
      retries: 0,
    });
    if (trouble !== undefined) throw new Error(trouble);
    const failed = results.flatMap(({ status, title, steps, failure }) =>
      status === 'failed'
        ? [{ title, step: steps.find(({ ok }) => !ok)?.title ?? '', message: failure?.message.slice(0, 600) ?? '' }]
        : [],
    );
    const passed = results.filter(({ status }) => status === 'passed').length;
    const record = { build, kind, passed, failed, ms: Math.round(durationMs), load };
    appendFileSync(recordsOf(bench), `${JSON.stringify(record)}\n`);
    say(`  ${build.padEnd(28)} ${passed} passed, ${failed.length} failed in ${Math.round(durationMs / 1000)} s`);
    for (const { title, step } of failed) say(`    ${title} – ${step}`);
  } finally {
    lab.forget();
    await running.close();
  }
}

const recordsOf = ({ files }: BenchContext): string => join(dirname(files.judged), 'code.jsonl');

function readCodeRecords(bench: BenchContext): CodeRecord[] {
  const file = recordsOf(bench);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => CodeRecord.parse(JSON.parse(line)));
}
