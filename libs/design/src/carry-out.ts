import { collectPage, createStepValues, performStep, settle } from '@testforge/browser';
import type { PageSnapshot, Step } from '@testforge/core';
import type { Page } from 'playwright';
import { againStep, consequenceStep } from './consequence.js';
import type { Draft } from './draft.js';
import type { Checkpoint, CheckpointName, Observation } from './observation.js';

export interface CarryOutOptions {
  draft: Draft;
  /** The further looks of the first carrying-out, to be taken again; null to find them out. */
  further: FurtherLook[] | null;
  actionTimeoutMs: number;
  pageTimeoutMs: number;
  /** Called at each checkpoint while its page is open. */
  onCheckpoint?: (checkpoint: Checkpoint, uniqueValues: string[]) => Promise<void>;
}

export interface FurtherLook {
  name: CheckpointName;
  step: Step;
}

export interface CarriedOut {
  observation: Observation;
  further: FurtherLook[];
}

const typing: readonly Step['kind'][] = ['fill', 'select', 'check', 'uncheck'];
const settleTimeoutMs = 3_000;

function findFurther(draft: Draft, before: PageSnapshot | null, after: PageSnapshot): FurtherLook[] {
  if (before === null) return [];
  const consequence = consequenceStep(draft, before, after);
  if (consequence !== null) return [{ name: 'consequence', step: consequence }];
  const again = againStep(draft, before, after);
  return again === null ? [] : [{ name: 'again', step: again }];
}

/** Carries a draft out in a page of a clean context. Throws Playwright's error at the step that can't be done. */
export async function carryOut(page: Page, options: CarryOutOptions): Promise<CarriedOut> {
  const { draft, onCheckpoint } = options;
  const values = createStepValues();
  const checkpoints: Checkpoint[] = [];
  const look = async (name: CheckpointName, step: Step, before: PageSnapshot | null): Promise<PageSnapshot> => {
    const checkpoint: Checkpoint = { name, stepKey: step.key, before, page: await collectPage(page) };
    checkpoints.push(checkpoint);
    await onCheckpoint?.(checkpoint, values.made());
    return checkpoint.page;
  };
  const last = draft.steps.at(-1);
  const take = async (step: Step): Promise<void> => {
    await performStep(page, step, values, options);
    if (step === last || !typing.includes(step.kind)) await settle(page, { timeoutMs: settleTimeoutMs });
  };

  for (const step of draft.steps.slice(0, -1)) await take(step);
  const before = draft.steps.length > 1 ? await collectPage(page) : null;
  if (last !== undefined) await take(last);
  let seen = last === undefined ? await collectPage(page) : await look('after', last, before);
  const further = options.further ?? findFurther(draft, before, seen);
  for (const { name, step } of further) {
    const previous = seen;
    await take(step);
    seen = await look(name, step, previous);
  }
  return { observation: { checkpoints, uniqueValues: values.made() }, further };
}
