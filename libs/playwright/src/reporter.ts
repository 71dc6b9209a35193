import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FullConfig, FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { plainText } from './plain-text.js';
import { noteName } from './note-name.js';
import { TestNote } from './records.js';

export interface ReporterOptions {
  /** Where the summary is written, from the configuration's folder. Default `.testforge/last-run.json`. */
  outputFile?: string;
  /** Whether a run in which something passed only after healing ends as failed. Default: Playwright's own outcome stands. */
  failOnHealed?: boolean;
}

export interface ToldTest {
  file: string;
  title: string;
  /** Of its last attempt. */
  outcome: string;
  note: TestNote;
}

function noteOf({ attachments }: TestResult): TestNote | null {
  const body = attachments.find(({ name }) => name === noteName)?.body;
  const parsed = body ? TestNote.safeParse(JSON.parse(body.toString('utf8'))) : null;
  return parsed?.success ? parsed.data : null;
}

const countOf = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What is printed at the end of a run; nothing where nothing was healed, lost or proposed. */
export function summaryLines(tests: readonly ToldTest[]): string[] {
  const healed = tests.filter(({ note }) => note.status === 'healed');
  const dropped = tests.filter(({ note }) => note.status === 'dropped');
  const proposals = tests.flatMap(({ note }) => note.proposals);
  const open = proposals.filter(({ code, status }) => code !== undefined && status === 'open');
  const lost = proposals.filter(({ code }) => code === undefined);
  const names = (told: readonly ToldTest[]): string[] => told.map(({ title }) => `    ${plainText(title)}`);
  return [
    ...(healed.length > 0 ? [`${countOf(healed.length, 'test', 'tests')} passed after healing`, ...names(healed)] : []),
    ...(dropped.length > 0
      ? [
          `${countOf(dropped.length, 'test', 'tests')} failed after healing: maybe a regression, nothing was kept`,
          ...names(dropped),
        ]
      : []),
    ...(open.length > 0
      ? [`${countOf(open.length, 'proposal waits', 'proposals wait')}: npx testforge-heals list`]
      : []),
    ...(lost.length > 0
      ? [`${countOf(lost.length, 'element was', 'elements were')} lost, and nothing could take the place`]
      : []),
  ].map((line) => (line.startsWith(' ') ? line : `  TestForge: ${line}`));
}

/** Tells what was healed, in a file and in a few lines: “passed after healing” never looks like “passed”. */
export default class HealingReporter implements Reporter {
  private readonly told = new Map<string, ToldTest>();
  private root = '.';

  constructor(private readonly options: ReporterOptions = {}) {}

  onBegin(config: FullConfig): void {
    this.root = config.configFile ? dirname(config.configFile) : config.rootDir;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const note = noteOf(result);
    this.told.delete(test.id);
    if (note)
      this.told.set(test.id, {
        file: test.location.file,
        title: test.titlePath().slice(3).join(' › '),
        outcome: result.status,
        note,
      });
  }

  async onEnd(): Promise<{ status?: FullResult['status'] } | undefined> {
    const tests = [...this.told.values()];
    const file = resolve(this.root, this.options.outputFile ?? '.testforge/last-run.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ schemaVersion: 1, tests }, null, 2)}\n`);
    for (const line of summaryLines(tests)) console.log(line);
    const healed = tests.some(({ note }) => note.status === 'healed');
    return this.options.failOnHealed && healed ? { status: 'failed' } : undefined;
  }

  printsToStdio(): boolean {
    return false;
  }
}
