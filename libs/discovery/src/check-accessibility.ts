import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Finding } from '@testforge/core';
import type { Page } from 'playwright';
import { z } from 'zod';
import { accessibilityFinding } from './findings.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const runAxe = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, impact, help, helpUrl, nodes }) => ({ id, impact: impact ?? null, help, helpUrl, nodes: nodes.slice(0, 50).map((node) => ({ target: node.target.join(' '), html: node.html })) })))`;

const Violations = z.array(
  z.object({
    id: z.string(),
    impact: z.string().nullable(),
    help: z.string(),
    helpUrl: z.string(),
    nodes: z.array(z.object({ target: z.string(), html: z.string() })),
  }),
);

/** Serious and critical accessibility faults of the page, one finding a rule. A page on which axe-core cannot run gives none. */
export async function checkAccessibility(page: Page, timeoutMs: number): Promise<Finding[]> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, timeoutMs, null).unref());
  const run = page
    .evaluate(axeSource)
    .then(() => page.evaluate(runAxe))
    .catch(() => null);
  const violations = Violations.safeParse(await Promise.race([run, late]));
  return violations.success
    ? violations.data.flatMap((violation) => accessibilityFinding(violation, page.url()) ?? [])
    : [];
}
