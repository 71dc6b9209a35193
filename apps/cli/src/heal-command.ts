import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { AppError, exitCodes, isTracePart } from '@testforge/core';
import type { Heal, HealRequest } from '@testforge/sdk';
import type { Command } from 'commander';
import { unzipSync, zipSync } from 'fflate';
import { waitFor, type CommandContext } from './command-context.js';

interface HealFlags {
  page?: string;
  trace?: string;
  error?: string;
  locator?: string;
  action?: string;
  fingerprint?: string;
  json?: boolean;
}

const decisions = { heal: exitCodes.passed, ask: exitCodes.waiting, abstain: exitCodes.failed } as const;

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid', 'cli.usage', `${file} cannot be read: ${why}`);
  }
}

const read = async (file: string): Promise<string> => (await readBytes(file)).toString('utf8');

function parse(file: string, text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new AppError('invalid', 'cli.usage', `${file} holds no JSON.`);
  }
}

/** A trace without its pictures and sources, which stay here: nobody looks at them there. */
async function slimTrace(file: string): Promise<string> {
  const zip = await readBytes(file);
  try {
    const parts = unzipSync(zip, { filter: ({ name }) => isTracePart(name) });
    return Buffer.from(zipSync(parts)).toString('base64');
  } catch (cause) {
    throw new AppError('invalid', 'cli.usage', `${file} is no zip archive, or a damaged one.`, { cause });
  }
}

/** The page that is sent: `error-context.md`, which Playwright leaves beside a failed test, holds the error too. */
async function pageOf({ page, trace }: HealFlags): Promise<Partial<HealRequest>> {
  if ((page === undefined) === (trace === undefined))
    throw new AppError('invalid', 'cli.usage', 'Say where the page is: with --page or with --trace.');
  if (trace !== undefined) return { trace: await slimTrace(trace) };
  const file = page ?? '';
  const text = await read(file);
  const isHtml = ['.html', '.htm', '.xhtml'].includes(extname(file).toLowerCase());
  return isHtml ? { html: text } : { ariaSnapshot: text, error: text.slice(0, 50_000) };
}

async function requestOf(flags: HealFlags): Promise<HealRequest> {
  const { error, locator, action, fingerprint } = flags;
  return {
    ...(await pageOf(flags)),
    ...(error === undefined ? {} : { error: await read(error) }),
    ...(locator === undefined ? {} : { failedLocator: locator }),
    ...(action === undefined ? {} : { action }),
    ...(fingerprint === undefined ? {} : { baseline: parse(fingerprint, await read(fingerprint)) }),
  };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function tell({ answer, why }: Heal, out: (line: string) => void): void {
  if (!answer) return out(`not decided: ${why ?? 'no reason given'}`);
  out(`${answer.decision}: ${answer.why} (confidence ${percent(answer.confidence)})`);
  answer.proposals
    .slice(0, 5)
    .forEach(({ locator, name, score }, at) =>
      out(`  ${at + 1}. ${locator ?? 'no locator finds it alone'}  “${name}”  ${percent(score)}`),
    );
  if (answer.decision !== 'abstain') out('Only the whole test, passing with every expectation as it was, proves it.');
}

/** `testforge heal`: what took the place of an element that a failing test of your own lost. */
export function addHealCommand(program: Command, { connect, ended, out, signal }: CommandContext): void {
  program
    .command('heal')
    .description('look for the element that a failing Playwright test of your own lost')
    .option('--page <file>', 'the page when it failed: HTML, or Playwright’s error-context.md or page snapshot')
    .option('--trace <file>', 'in its place: Playwright’s trace.zip, which tells the page, the error and the step')
    .option('--error <file>', 'what Playwright said; default: read from the trace, or from error-context.md')
    .option('--locator <locator>', 'what was looked for, as it stands in the test; default: read from the error')
    .option('--action <action>', 'click, fill, select, check, hover, upload, read; default: read from the error')
    .option('--fingerprint <file>', 'the element as a passing run saw it (JSON); without it a heal is only asked for')
    .option('--json', 'print the answer as JSON and nothing else')
    .action(async (flags: HealFlags) => {
      const request = await requestOf(flags);
      const client = await connect();
      const { id } = await client.startHeal(request);
      const heal = await waitFor(async () => {
        const seen = await client.getHeal(id);
        return seen.status === 'deciding' ? null : seen;
      }, signal);
      if (!heal) return ended(exitCodes.interrupted);
      if (flags.json) out(JSON.stringify(heal, null, 2));
      else tell(heal, out);
      ended(heal.answer ? decisions[heal.answer.decision] : exitCodes.trouble);
    });
}
