import { contentHash, type Step, type TestCase } from '@testforge/core';

/** What a step does and demands, without its prose and without what was seen of the element beside its locator. */
export const meaningOf = (step: Step): string => {
  const { title: _title, ...rest } = step;
  const target = 'target' in rest ? rest.target?.locator : undefined;
  return contentHash({ ...rest, target });
};

/** Whether two tests do and demand the same. */
export const meansTheSame = (a: TestCase, b: TestCase): boolean =>
  contentHash(a.steps.map(meaningOf)) === contentHash(b.steps.map(meaningOf));

export interface Merged {
  test: TestCase;
  /** Keys of steps that both sides changed, each in its own way; ours stands. */
  conflicts: string[];
}

/**
 * Merges a newly generated test into the kept one, step by step. `base` is what the kept one was made from: a step that
 * only one side changed is taken from that side, one that both changed stays as kept and is named.
 */
export function mergeTests(base: TestCase, ours: TestCase, theirs: TestCase): Merged {
  const conflicts: string[] = [];
  const inBase = byStepKey(base);
  const inOurs = byStepKey(ours);
  const inTheirs = byStepKey(theirs);
  const same = (a: Step | undefined, b: Step | undefined): boolean =>
    a === b || (a !== undefined && b !== undefined && meaningOf(a) === meaningOf(b));
  const decide = (key: string): Step | undefined => {
    const [was, kept, fresh] = [inBase.get(key), inOurs.get(key), inTheirs.get(key)];
    if (same(kept, fresh) || same(fresh, was)) return kept;
    if (same(kept, was)) return fresh;
    conflicts.push(key);
    return kept;
  };
  const steps = mergedOrder(ours, theirs).flatMap((key) => decide(key) ?? []);
  return { test: { ...theirs, title: ours.title, steps }, conflicts };
}

const byStepKey = ({ steps }: TestCase): Map<string, Step> => new Map(steps.map((step) => [step.key, step]));

/** Our order; a step that only they have comes after the one it follows there. */
function mergedOrder(ours: TestCase, theirs: TestCase): string[] {
  const order = ours.steps.map(({ key }) => key);
  theirs.steps.forEach(({ key }, position) => {
    if (order.includes(key)) return;
    const before = theirs.steps[position - 1]?.key;
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  });
  return order;
}
