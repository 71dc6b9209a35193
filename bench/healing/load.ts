import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { HealingPolicy } from '@testforge/core';
import type { HealingCase } from '@testforge/healing/lab';
import { apps, fileName, type App } from './apps.js';
import type { DriftedPage, Pair } from './make-pairs.js';

/** The changed pages of one half of the apps, one after another. */
export async function* driftedPages(folder: string, half: App['half']): AsyncGenerator<DriftedPage> {
  for (const app of apps.filter((one) => one.half === half)) {
    const file = join(folder, `${fileName(app.name)}.jsonl`);
    if (!existsSync(file)) continue;
    for await (const line of createInterface({ input: createReadStream(file) }))
      if (line.trim() !== '') yield JSON.parse(line) as DriftedPage;
  }
}

const policy = HealingPolicy.parse({});

/** A lost element as a case; `knowing` the page as it was, or its own fingerprint alone. */
export const caseOf = (page: DriftedPage, { action, lost }: Pair, knowing: boolean): HealingCase => ({
  ...(knowing ? { before: page.before } : {}),
  action,
  lost,
  elements: page.elements,
  view: { ownTextCounts: action !== 'read', ownTextHints: true },
  others: [],
  policy,
  oldLocator: { links: [] },
  provable: true,
  leftOut: page.leftOut,
});
