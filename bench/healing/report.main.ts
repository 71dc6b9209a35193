// Measures the healer on the half of the apps that nothing was fitted on. See ../README.md.
import { decide } from '@testforge/healing/lab';
import { upperBound } from './fit-weights.js';
import { caseOf, driftedPages } from './load.js';
import { similoRank } from './similo.js';
import { isUndecidable } from './undecidable.js';

const [folder = '.testforge/bench/healing', half = 'held', regime = 'alone', show] = process.argv.slice(2);
if (half !== 'fit' && half !== 'report' && half !== 'held') throw new Error('say which apps: fit | report | held');
if (regime !== 'alone' && regime !== 'knowing') throw new Error('say what is known: alone | knowing');

interface Row {
  app: string;
  control: string | null;
  mutators: string[];
  broken: boolean;
  /** Another element of the page as it was had its id: which of the two a label names changes with their order. */
  twice: boolean;
  truth: number | null;
  rank: number;
  /** Missed, and not to be had by any weights. */
  undecidable: boolean;
  similo: number;
  decision: string;
  byEffect: boolean;
  confidence: number;
  ms: number;
  elements: number;
}

const rows: Row[] = [];
for await (const page of driftedPages(folder, half)) {
  for (const pair of page.pairs) {
    const subject = caseOf(page, pair, regime === 'knowing');
    const before = process.cpuUsage();
    const { ranking, decision, byEffect, confidence, why } = decide(subject);
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1_000;
    const rank = pair.truth === null ? -1 : ranking.findIndex(({ index }) => index === pair.truth);
    const similo = pair.truth === null || show ? -1 : similoRank(pair.lost, page.elements, pair.truth);
    const ahead = ranking.slice(0, rank < 0 ? undefined : rank).map(({ index }) => index);
    const undecidable = pair.truth !== null && rank !== 0 && isUndecidable(subject, ahead, pair.truth);
    const { app, elements } = page;
    rows.push({
      app,
      control: pair.control ?? null,
      mutators: pair.mutators,
      broken: pair.broken,
      twice: page.before.filter(({ id }) => id !== undefined && id === pair.lost.id).length > 1,
      truth: pair.truth,
      rank,
      undecidable,
      similo,
      decision,
      byEffect,
      confidence,
      ms,
      elements: elements.length,
    });
    const wrong = decision === 'heal' && rank !== 0;
    if ((show === 'wrong' && wrong) || (show === 'missed' && pair.truth !== null && rank !== 0))
      console.log(
        JSON.stringify({
          app,
          page: page.page,
          why,
          action: pair.action,
          mutators: pair.mutators,
          control: pair.control,
          rank,
          lost: pair.lost,
          best: ranking[0]?.fingerprint,
          evidence: ranking[0]?.evidence,
          truth: pair.truth === null ? null : page.elements[pair.truth],
        }),
      );
  }
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`);
const count = (list: readonly Row[], test: (row: Row) => boolean): number => list.filter(test).length;

function tell(title: string, list: readonly Row[]): void {
  const present = list.filter(({ truth }) => truth !== null);
  const heals = list.filter(({ decision }) => decision === 'heal');
  const wrong = count(heals, ({ rank }) => rank !== 0);
  const tried = list.filter(({ byEffect }) => byEffect);
  console.log(
    `${title.padEnd(30)} n ${String(present.length).padStart(5)}  top 1 ${percent(
      count(present, ({ rank }) => rank === 0),
      present.length,
    )}  top 10 ${percent(
      count(present, ({ rank }) => rank >= 0 && rank < 10),
      present.length,
    )}  ceiling ${percent(
      count(present, (row) => !row.undecidable),
      present.length,
    )}  automatic ${percent(heals.length, list.length)}, wrong ${wrong} (bound ${percent(upperBound(wrong, heals.length), 1)})  asked ${percent(
      count(list, ({ decision }) => decision === 'ask'),
      list.length,
    )}  tried by effect ${percent(tried.length, list.length)}, the right one ${percent(
      count(tried, ({ rank }) => rank === 0),
      tried.length,
    )}  Similo top 1 ${percent(
      count(present, ({ similo }) => similo === 0),
      present.length,
    )} top 10 ${percent(
      count(present, ({ similo }) => similo < 10),
      present.length,
    )}`,
  );
}

const present = rows.filter(({ truth }) => truth !== null);
tell('all drifts', present);
tell(
  'broken locators',
  present.filter(({ broken }) => broken),
);
tell(
  '  whose id comes only once',
  present.filter(({ broken, twice }) => broken && !twice),
);
for (const app of new Set(rows.map((row) => row.app)))
  tell(
    `  ${app}`,
    present.filter((row) => row.app === app && row.broken),
  );
tell(
  'look-alike added',
  present.filter(({ control }) => control === 'look-alike added'),
);
console.log('\nbroken, by what was changed     n   not first  of these among ten');
for (const mutator of [...new Set(present.flatMap(({ mutators }) => mutators))].sort()) {
  const list = present.filter(({ broken, mutators }) => broken && mutators.includes(mutator));
  const missed = list.filter(({ rank }) => rank !== 0);
  const near = count(missed, ({ rank }) => rank > 0 && rank < 10);
  console.log(
    `  ${mutator.padEnd(26)} ${String(list.length).padStart(6)} ${percent(missed.length, list.length).padStart(9)} ${near}`,
  );
}
console.log('\ntarget gone                       n  healed  asked  abstained  tried by effect');
const gone = rows.filter(({ truth }) => truth === null);
for (const control of [...new Set(gone.map((row) => row.control)), 'all']) {
  const list = gone.filter((row) => control === 'all' || row.control === control);
  const by = (decision: string): string => String(count(list, (row) => row.decision === decision)).padStart(7);
  console.log(
    `  ${String(control).padEnd(26)} ${String(list.length).padStart(6)} ${by('heal')} ${by('ask')} ${by('abstain')} ${String(count(list, ({ byEffect }) => byEffect)).padStart(7)}`,
  );
}
console.log('\nconfidence      n   right');
for (let from = 0; from < 1; from += 0.1) {
  const list = rows.filter(({ confidence }) => confidence >= from && (confidence < from + 0.1 || from > 0.85));
  console.log(
    `  ${from.toFixed(1)} – ${(from + 0.1).toFixed(1)} ${String(list.length).padStart(6)}  ${percent(
      count(list, ({ rank }) => rank === 0),
      list.length,
    )}`,
  );
}
const times = rows.map(({ ms }) => ms).sort((a, b) => a - b);
const perThousand = rows
  .filter(({ elements }) => elements >= 700)
  .map(({ ms, elements }) => (1_000 * ms) / elements)
  .sort((a, b) => a - b);
const at95 = (sorted: readonly number[]): string => (sorted[Math.floor(sorted.length * 0.95)] ?? 0).toFixed(1);
console.log(
  `\nmilliseconds of processor a decision: p50 ${times[Math.floor(times.length / 2)]?.toFixed(1)}, p95 ${at95(times)}, p95 for 1,000 elements (pages of 700 and more) ${at95(perThousand)}; elements a page: up to ${Math.max(...rows.map(({ elements }) => elements))}`,
);
