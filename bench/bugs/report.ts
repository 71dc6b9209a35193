import type { BuildRecord } from './records.js';
import type { Suite } from './suite.js';
import { isAlarm, isLoud, isWhole, missedBy, noticedBy, wasShown } from './verdicts.js';

/** What one app's builds say: its table and its figures. */
export interface Figures {
  bugs: number;
  found: number;
  /** Bugs that no test gave a chance, by the chance map or by what the proxy saw. */
  neverMet: number;
  /** Alarms on a bug's own pages. */
  trueAlarms: number;
  /** On the clean build, on builds that only drifted, outside of the bug's pages. */
  falseAlarms: { clean: string[]; drift: string[]; elsewhere: string[] };
  behindDrifts: number;
  /** Bugs that came before no test behind any drifts that were drawn: nothing is said of them, and they count nowhere. */
  notShown: string[];
  /** Of those behind drifts: an element was proposed for another, so that a heal could have hidden the bug. */
  repaired: number;
  turnedGreen: string[];
}

const hadNoChance = ({ chances, fired }: BuildRecord): boolean => chances === 0 || fired === 0;
const kindOfBuild = ({ build }: BuildRecord): string => build.split(':')[0] ?? '';
const of = (records: readonly BuildRecord[], kind: string): BuildRecord[] =>
  records.filter((record) => kindOfBuild(record) === kind);

export function figuresOf(records: readonly BuildRecord[], suite: Suite): Figures {
  const alone = of(records, 'bug').map((record) => ({ record, ...noticedBy(record, suite) }));
  const cries = (kind: string) =>
    of(records, kind).flatMap(({ build, tests }) => tests.filter(isAlarm).map(({ title }) => `${build}: ${title}`));
  const both = of(records, 'both');
  const shown = both.filter(wasShown);
  const names = new Set(shown.map(({ bug }) => bug?.name));
  const notShown = both.flatMap(({ bug }) => (bug && !names.has(bug.name) ? [bug.name] : []));
  return {
    bugs: alone.length,
    found: alone.filter(({ noticed }) => noticed.length > 0).length,
    neverMet: alone.filter(({ record }) => hadNoChance(record)).length,
    trueAlarms: alone.flatMap(({ noticed }) => noticed.filter(isAlarm)).length,
    falseAlarms: {
      clean: cries('clean'),
      drift: cries('drift'),
      elsewhere: alone.flatMap(({ record, elsewhere }) => elsewhere.map(({ title }) => `${record.build}: ${title}`)),
    },
    behindDrifts: shown.length,
    notShown: [...new Set(notShown)],
    repaired: shown.filter(({ tests }) => tests.some(({ repairs = 0 }) => repairs > 0)).length,
    turnedGreen: shown.flatMap((record) =>
      missedBy(record).map(({ title, state }) => `${record.build}: ${title} (${state})`),
    ),
  };
}

/** Everything about one app, for people. */
export function printReport(records: readonly BuildRecord[], suite: Suite, say: (line: string) => void): void {
  const { tests } = suite.plan;
  const functional = tests.filter(({ category }) => category !== 'smoke').length;
  say(`\n${suite.app}, suite ${suite.key}: ${tests.length} tests kept, ${functional} beyond smoke\n`);
  printBugs(records, suite, say);
  printKinds(records, suite, say);
  const { falseAlarms, ...figures } = figuresOf(records, suite);
  const wrong = Object.values(falseAlarms).flat();
  const alarms = figures.trueAlarms + wrong.length;
  say(`\nrecall     ${share(figures.found, figures.bugs)} bugs (goal 0.60); no test came near ${figures.neverMet}`);
  say(`precision  ${share(figures.trueAlarms, alarms)} alarms (goal 0.96): false on the clean build \
${falseAlarms.clean.length} (${of(records, 'clean').length} times), on drift ${falseAlarms.drift.length} \
(${of(records, 'drift').length} builds), outside of the bug’s pages ${falseAlarms.elsewhere.length}`);
  for (const line of wrong) say(`  false: ${line}`);
  printBuilds(records, say);
  if (figures.behindDrifts === 0) return;
  say(
    `bugs behind drift, healing on: ${figures.behindDrifts} builds (in ${figures.repaired} a repair was in play), turned green ${figures.turnedGreen.length} (goal 0); not shown ${figures.notShown.length} bugs: ${figures.notShown.join(', ')}`,
  );
  printBehindDrifts(of(records, 'both'), say);
  for (const line of figures.turnedGreen) say(`  GREEN: ${line}`);
}

function printBugs(records: readonly BuildRecord[], suite: Suite, say: (line: string) => void): void {
  for (const record of of(records, 'bug')) {
    const { bug, fired, trouble } = record;
    if (!bug) continue;
    const { noticed } = noticedBy(record, suite);
    const chance = record.chances === 0 ? ' [-]' : fired === undefined ? '' : ` [${fired}]`;
    const by = noticed.map(({ title, rule }) => `${title} (${rule ?? ''})`).slice(0, 3);
    const more = noticed.length > 3 ? ` and ${noticed.length - 3} more` : '';
    say(
      `${noticed.length > 0 ? 'found ' : 'MISSED'} ${bug.name.padEnd(30)} ${(bug.kind + chance).padEnd(20)} ${
        trouble ?? `${by.join('; ')}${more}`
      }`,
    );
  }
}

/** Each kind of bug: how many, how many with a chance, how many found. */
function printKinds(records: readonly BuildRecord[], suite: Suite, say: (line: string) => void): void {
  const alone = of(records, 'bug');
  say('\n| kind | bugs | with a chance | found |\n| --- | --- | --- | --- |');
  for (const [kind, those = []] of Object.entries(Object.groupBy(alone, ({ bug }) => bug?.kind ?? ''))) {
    const found = those.filter((record) => noticedBy(record, suite).noticed.length > 0).length;
    const met = those.filter((record) => !hadNoChance(record)).length;
    say(`| ${kind} | ${those.length} | ${met} | ${found} |`);
  }
}

/** Each kind of bug behind drifts: how its builds ended, a build by the loudest of its tests that had the bug before them. */
function printBehindDrifts(records: readonly BuildRecord[], say: (line: string) => void): void {
  const ends = ['regression', 'waiting', 'green', 'neither', 'not shown'] as const;
  const endOf = (record: BuildRecord): (typeof ends)[number] => {
    const tests = record.tests.filter(({ met }) => met !== false);
    if (tests.length === 0) return 'not shown';
    if (missedBy(record).length > 0) return 'green';
    return tests.some(isAlarm) ? 'regression' : tests.some(isLoud) ? 'waiting' : 'neither';
  };
  const table = (whole: boolean): void => {
    const those = records.filter((record) => isWhole(record) === whole);
    if (those.length === 0) return;
    say(
      `\n| ${whole ? 'behind all drifts' : 'behind some drifts'} | ${ends.join(' | ')} |\n| --- |${' --- |'.repeat(ends.length)}`,
    );
    const kinds = Object.entries(Object.groupBy(those, ({ bug }) => bug?.kind ?? ''));
    for (const [kind, builds = []] of [...kinds, ['all', those] as const])
      say(`| ${kind} | ${ends.map((end) => builds.filter((build) => endOf(build) === end).length).join(' | ')} |`);
  };
  table(false);
  table(true);
}

/** Waiting is neither red nor green; it is shown, since a person pays for it. */
function printBuilds(records: readonly BuildRecord[], say: (line: string) => void): void {
  for (const kind of ['clean', 'drift', 'both']) {
    const tests = of(records, kind).flatMap((record) => record.tests);
    if (tests.length === 0) continue;
    const states = Object.entries(Object.groupBy(tests, ({ state }) => state));
    const waiting = tests.filter(isLoud).length;
    say(
      `${kind.padEnd(6)} ${states.map(([state, those]) => `${state} ${those?.length}`).join(', ')}; for a person ${waiting}`,
    );
  }
}

const share = (part: number, all: number): string =>
  `${all === 0 ? 'n/a ' : (part / all).toFixed(2)} (${part} of ${all})`;
