import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { apps, fetchApp, fileName, pagesOf } from './apps.js';
import { makePairs } from './make-pairs.js';

const [folder = '.testforge/bench/healing', only] = process.argv.slice(2);
/** The fitted half is larger: to know that at most 0.5 % is wrong takes 600 decisions without a mistake. */
const rounds = {
  fit: { drifts: 12, controls: 5 },
  report: { drifts: 4, controls: 2 },
  held: { drifts: 6, controls: 4 },
};

mkdirSync(folder, { recursive: true });
for (const [at, app] of apps.entries()) {
  if (only && only !== app.half && only !== app.name) continue;
  const pages = pagesOf(app, fetchApp(app, folder), 12);
  await makePairs(pages, {
    file: join(folder, `${fileName(app.name)}.jsonl`),
    seed: 7_000_000 * (at + 1),
    ...rounds[app.half],
  });
  console.log(`${app.name}: ${pages.length} pages`);
}
