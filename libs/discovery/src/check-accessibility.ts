import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Finding } from '@testforge/core';
import type { Page } from 'playwright';
import { z } from 'zod';
import { accessibilityFinding } from './findings.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Each rule has one impact for all that it finds: those that nothing is told of need not run. */
const runAxe = `(() => {
  const untold = axe._audit.rules.filter(({ impact }) => impact === 'minor' || impact === 'moderate');
  const rules = Object.fromEntries(untold.map(({ id }) => [id, { enabled: false }]));
  return axe.run(document, { rules, resultTypes: ['violations'], preload: false });
})().then(({ violations }) => violations.map(({ id, impact, help, helpUrl, nodes }) => ({ id, impact: impact ?? null, help, helpUrl, nodes: nodes.slice(0, 50).map((node) => ({ target: node.target.join(' '), html: node.html })) })))`;

const Violations = z.array(
  z.object({
    id: z.string(),
    impact: z.string().nullable(),
    help: z.string(),
    helpUrl: z.string(),
    nodes: z.array(z.object({ target: z.string(), html: z.string() })),
  }),
);

/** Serious and critical accessibility faults of the page, one finding a rule. A page on which axe-core cannot run gives none, and `note` is told why. */
export async function checkAccessibility(
  page: Page,
  timeoutMs: number,
  note: (text: string) => void,
): Promise<Finding[]> {
  const without = (why: string): null => {
    note(`accessibility of ${page.url()} was not checked: ${why}`);
    return null;
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(without('it took too long')), timeoutMs);
  });
  const run = page
    .evaluate(axeSource)
    .then(() => page.evaluate(runAxe))
    .catch((error: unknown) => {
      if (page.isClosed()) throw error;
      return without(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'axe-core could not run');
    });
  const violations = Violations.safeParse(await Promise.race([run, late]).finally(() => clearTimeout(timer)));
  return violations.success
    ? violations.data.flatMap((violation) => accessibilityFinding(violation, page.url()) ?? [])
    : [];
}
