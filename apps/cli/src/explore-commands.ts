import { readFile, writeFile } from 'node:fs/promises';
import { AppError, exitCodes } from '@testforge/core';
import { toStartRun, type FlagSource, type RunFlags } from '@testforge/sdk/flags';
import type { Command } from 'commander';
import { addAppFlags, addProbes, addScenarios } from './app-flags.js';
import { countOf } from './count-of.js';

/** The flags of `crawl` and `design`. */
export interface ExploreFlags extends RunFlags {
  time?: string;
  maxPages?: string;
  maxTests?: string;
  model?: string;
  out?: string;
}

/** Runs the program that may open pages: gives it a request, and its exit code and output back. */
export type StartExploring = (request: string, signal: AbortSignal) => Promise<{ code: number; output: string }>;

export interface ExploreContext extends FlagSource {
  start: StartExploring;
  out: (line: string) => void;
  signal: AbortSignal;
}

const wrongUse = (message: string): AppError => new AppError('invalid', 'cli.usage', message);

async function readModel(file: string | undefined): Promise<unknown> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('invalid', 'cli.usage', `--model: ${file} cannot be read`, { cause });
  });
  try {
    const written = JSON.parse(text) as { model?: unknown };
    return written.model ?? written;
  } catch {
    throw wrongUse(`--model: ${file} is no JSON`);
  }
}

/** The request as the other program takes it. Throws AppError `invalid cli.usage`. */
export async function exploreRequest(
  command: 'crawl' | 'design',
  url: string,
  flags: ExploreFlags,
  source: FlagSource,
): Promise<Record<string, unknown>> {
  const { access, interaction, limits, ...options } = await toStartRun(
    url,
    { ...flags, timeBudget: flags.time ?? flags.timeBudget },
    source,
  );
  const maxPages = countOf('--max-pages', flags.maxPages);
  const maxTests = countOf('--max-tests', flags.maxTests);
  const model = await readModel(flags.model);
  return {
    command,
    options: { ...options, limits: { ...limits, ...(maxPages && { maxPages }), ...(maxTests && { maxTests }) } },
    ...(interaction && { interaction }),
    ...(access && { access }),
    ...(model !== undefined && { model }),
  };
}

async function explore(
  command: 'crawl' | 'design',
  url: string,
  flags: ExploreFlags,
  { start, out, signal, ...source }: ExploreContext,
): Promise<number> {
  const request = await exploreRequest(command, url, flags, source);
  const { code, output } = await start(JSON.stringify(request), signal);
  if (code !== exitCodes.passed) return code;
  if (!flags.out) {
    out(output.trimEnd());
    return code;
  }
  await writeFile(flags.out, output, { mode: 0o600 });
  const { scorecard } = JSON.parse(output) as { scorecard: Record<string, number> };
  for (const [name, value] of Object.entries(scorecard)) out(`${name.padEnd(16)} ${value}`);
  out(`written: ${flags.out}`);
  return code;
}

/** `testforge crawl` and `testforge design`: what a run would learn of an app and test in it, without a platform. */
export function addExploreCommands(parent: Command, context: ExploreContext, ended: (exitCode: number) => void): void {
  const add = (name: 'crawl' | 'design', description: string): Command =>
    addAppFlags(parent.command(`${name} <url>`).description(description))
      .option('--time <seconds>', 'the same as --time-budget')
      .option('--max-pages <count>', 'most pages that are read')
      .option('-o, --out <file>', 'file for the JSON; only the scorecard is then printed')
      .action(async (url: string, flags: ExploreFlags) => ended(await explore(name, url, flags, context)));
  add('crawl', 'explore an app and give its model and the scorecard as JSON; needs no platform');
  const design = 'explore an app, design its tests and give model, plan and scorecard as JSON; needs no platform';
  addScenarios(addProbes(add('design', design)))
    .option('--max-tests <count>', 'most tests that are designed')
    .option('--model <file>', 'what `crawl` gave before, instead of exploring');
}
