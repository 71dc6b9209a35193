import { stripVTControlCharacters } from 'node:util';
import { newCleanContext } from '@testforge/browser';
import type { Finding, LedgerEntry, Step } from '@testforge/core';
import type { Browser, Page } from 'playwright';
import { carryOut, type CarriedOut, type CarryOutOptions, type FurtherLook } from './carry-out.js';
import { chooseChecks, proposeChecks } from './derive-expectations.js';
import type { Draft } from './draft.js';
import { holdingLive } from './holds-live.js';
import type { Check, DraftOutcome, ObserveInput } from './observation.js';
import { createNames } from './slug.js';
import { watchTraffic } from './watch-traffic.js';

export interface ObserveDeps {
  browser: Browser;
  input: ObserveInput;
}

/** How many of a checkpoint's proposals are tried on the open page. */
const triedLive = 12;

type Attempt = { done: CarriedOut } | { trouble: string };
interface Records {
  findings: Finding[];
  ledger: LedgerEntry[];
}

const firstLine = (error: unknown): string =>
  stripVTControlCharacters(error instanceof Error ? error.message : String(error))
    .split('\n')[0]
    ?.slice(0, 200) ?? '';

/** Carries a draft out once in a clean context; what the network and the scripts did is added to `records`. */
async function attempt(
  { browser, input }: ObserveDeps,
  records: Records,
  options: (page: Page) => Omit<CarryOutOptions, 'actionTimeoutMs' | 'pageTimeoutMs'>,
): Promise<Attempt> {
  const context = await newCleanContext(browser, { baseURL: input.url });
  try {
    const page = await context.newPage();
    const traffic = watchTraffic(page, input.origins);
    const tried = await carryOut(page, { ...options(page), ...input.limits }).then(
      (done): Attempt => ({ done }),
      (error: unknown): Attempt => ({ trouble: firstLine(error) }),
    );
    records.findings.push(...traffic.findings);
    records.ledger.push(...traffic.ledger);
    const fault = traffic.findings[0];
    return fault === undefined ? tried : { trouble: `The app is broken there: ${fault.title}` };
  } finally {
    await context.close();
  }
}

/** What stands behind the draft's own steps: each checkpoint's checks behind the step that leads to it. */
function arrange(further: readonly FurtherLook[], checks: readonly Check[]): Step[] {
  const unique = createNames();
  const behind = (name: Check['checkpoint']): Step[] =>
    checks.filter((check) => check.checkpoint === name).map(({ step }) => ({ ...step, key: unique(step.key) }));
  const looks = further
    .map(({ name, step }) => ({ step, checks: behind(name) }))
    .filter((look) => look.checks.length > 0);
  return [...behind('after'), ...looks.flatMap((look) => [look.step, ...look.checks])];
}

async function observe(
  deps: ObserveDeps,
  draft: Draft,
  records: Records,
): Promise<{ added: Step[] } | { trouble: string }> {
  const first = await attempt(deps, records, () => ({ draft, further: null }));
  if ('trouble' in first) return first;
  const { observation, further } = first.done;
  const held: Check[] = [];
  const second = await attempt(deps, records, (page) => ({
    draft,
    further,
    onCheckpoint: async (checkpoint, uniqueValues) => {
      const same = observation.checkpoints.find(({ name }) => name === checkpoint.name);
      if (same === undefined) return;
      const context = {
        draft,
        familiar: deps.input.familiar,
        uniqueValues: [...observation.uniqueValues, ...uniqueValues],
      };
      for (const check of proposeChecks(same, checkpoint, context).slice(0, triedLive)) {
        const holding = await holdingLive(page, check);
        if (holding !== null) held.push(holding);
      }
    },
  }));
  if ('trouble' in second) return second;
  const checks = chooseChecks(held);
  return checks.length === 0
    ? { trouble: 'Nothing that could be asserted was the same twice.' }
    : { added: arrange(further, checks) };
}

/** Carries a draft out twice, each time from a clean state, and makes a test of what agreed. Never throws for what the app does. */
export async function observeDraft(deps: ObserveDeps, draft: Draft): Promise<DraftOutcome> {
  const startedAt = performance.now();
  const records: Records = { findings: [], ledger: [] };
  const seen = await observe(deps, draft, records);
  const rest = { key: draft.key, ...records, durationMs: Math.round(performance.now() - startedAt) };
  return 'added' in seen ? { ...rest, added: seen.added } : { ...rest, added: null, reason: seen.trouble };
}
