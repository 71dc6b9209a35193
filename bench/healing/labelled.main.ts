// The healer on elements that a person labelled in two releases of apps that nobody here wrote. See ../README.md.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PageElement } from '@testforge/core';
import { shellVariables } from '../apps/shell-variables.js';
import { drawElements } from './labelled/draw-elements.js';
import { judgeLabels, type Judged } from './labelled/judge-labels.js';
import { labelledApps, readLabels } from './labelled/labels.js';
import { readApp } from './labelled/read-app.js';
import { casesOf, tableOf, wordsOf } from './labelled/tell-judged.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Reads the apps again, though they were read before. */
    fresh: { type: 'boolean', default: false },
    /** Draws so many elements for a person to label, and decides nothing. */
    draw: { type: 'string' },
  },
});

const options = {
  folder: '.testforge/bench/healing/labelled',
  cacheDir: process.env['TESTFORGE_APPS_DIR'] || join(homedir(), '.cache/testforge/apps'),
  shell: shellVariables(process.env),
  say: (line: string): void => void process.stderr.write(`${line}\n`),
};
const all = (positionals.length > 0 ? positionals : labelledApps()).map(readLabels);

/** What is to be labelled, page by page, beside everything that the new page shows. Nothing of the healer is asked. */
async function draw(count: number): Promise<void> {
  for (const labels of all) {
    const pairs = await readApp({ ...options, labels }, values.fresh);
    const drawn = drawElements(pairs, labels.seed, count);
    for (const pair of pairs) {
      const own = drawn.filter((one) => one.pair === pair);
      if (own.length === 0) continue;
      console.log(`\n## ${labels.app}, ${pair.name}: ${pair.old.url} → ${pair.new.url}`);
      for (const { element } of own) console.log(`OLD ${lineOf(element)}`);
      for (const element of pair.new.elements.filter(({ interactive }) => interactive))
        console.log(`  new ${lineOf(element)}`);
    }
  }
}

/** Where it is, by the page's markup and in the picture, and what it says. */
function lineOf(element: PageElement): string {
  const { cssPath = '', frame, box, heading } = element;
  const place = [...(frame ?? []), cssPath].join(' >> ');
  return `${place}  @${box?.x},${box?.y}  ${wordsOf(element)}${heading ? ` under “${heading}”` : ''}`;
}

async function report(): Promise<void> {
  const judged: Judged[] = [];
  for (const labels of all) {
    judged.push(...judgeLabels(labels, await readApp({ ...options, labels }, values.fresh)));
    const { app, releases, labels: made, leftOut } = labels;
    console.log(`${app} ${releases.join(' → ')}: ${made.length} labelled, ${leftOut.length} left out`);
  }
  console.log(['', ...tableOf(judged), '', 'broken or missed:', ...casesOf(judged)].join('\n'));
}

await (values.draw === undefined ? report() : draw(Number(values.draw)));
