// Fits what the healer knows by heart on the first half of the apps, and writes libs/healing/src/weights.ts. See ../README.md.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  calibration,
  compareAll,
  confidenceFeatures,
  decide,
  fitOf,
  isNamed,
  prepareSearch,
  weights,
  type StrategyName,
} from '@testforge/healing/lab';
import { fitLogistic, fitWeights, upperBound, type Example } from './fit-weights.js';
import { caseOf, driftedPages } from './load.js';

type Table = Record<StrategyName, Record<string, number>>;
interface Calibration {
  intercept: number;
  coefficients: readonly number[];
  automaticFrom: { readonly named: number; readonly unnamed: number };
}

const [what, folder = '.testforge/bench/healing'] = process.argv.slice(2);
const target = fileURLToPath(new URL('../../libs/healing/src/weights.ts', import.meta.url));
const highestWrong = 0.005;
const lowestAutomatic = 0.8;
/** Not in the data of the bench: an encoder's meaning, a picture, a locator's words. */
const kept = new Set(['text.meaning', 'visual.picture', 'relative.root']);
const negatives = 30;

const table: Table = structuredClone(weights) as Table;
const fields = Object.entries(table)
  .filter(([strategy]) => strategy !== 'locator')
  .flatMap(([strategy, own]) => Object.keys(own).map((field) => ({ strategy: strategy as StrategyName, field })))
  .filter(({ strategy, field }) => !kept.has(`${strategy}.${field}`));
const start = fields.map(({ strategy, field }) => table[strategy][field] ?? 0);

async function examples(): Promise<Example[]> {
  const found: Example[] = [];
  for await (const page of driftedPages(folder, 'fit')) {
    for (const pair of page.pairs.filter(({ truth }) => truth !== null)) {
      const subject = prepareSearch(caseOf(page, pair, false));
      const rows = page.elements.flatMap((element, at) => {
        if (at !== pair.truth && fitOf(pair.action, pair.lost, element) !== 'fits') return [];
        const compared = compareAll(subject, element);
        const row = Float64Array.from(fields, ({ strategy, field }) => compared[strategy][field] ?? Number.NaN);
        const score = row.reduce((sum, one, field) => sum + (Number.isNaN(one) ? 0 : one * (start[field] ?? 0)), 0);
        return [{ row, score, right: at === pair.truth }];
      });
      const right = rows.find((row) => row.right);
      const others = rows
        .filter((row) => !row.right)
        .sort((a, b) => b.score - a.score)
        .slice(0, negatives);
      if (right && others.length > 0) found.push({ candidates: [right, ...others].map(({ row }) => row), right: 0 });
    }
  }
  return found;
}

async function fitTable(): Promise<void> {
  const all = await examples();
  console.log(`${all.length} drifts of the fitted half`);
  const fitted = fitWeights(all, start);
  const scale = start.reduce((sum, one) => sum + one, 0) / fitted.reduce((sum, one) => sum + one, 0);
  fields.forEach(({ strategy, field }, at) => (table[strategy][field] = (fitted[at] ?? 0) * scale));
}

interface Row {
  features: number[];
  right: boolean;
  automatic: boolean;
  named: boolean;
}

/** What is decided on every pair where nothing but the guards holds it back. */
async function decided(knowing: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of driftedPages(folder, 'fit')) {
    for (const pair of page.pairs) {
      const given = caseOf(page, pair, knowing);
      const subject = { ...given, policy: { ...given.policy, automaticFrom: 0 } };
      const { ranking, margin, decision } = decide(subject, () => 0);
      const [best, ...rivals] = ranking;
      if (!best) continue;
      const features = confidenceFeatures({ case: subject, best, rivals, margin });
      rows.push({ features, right: best.index === pair.truth, automatic: decision === 'heal', named: isNamed(best) });
    }
  }
  return rows;
}

/** The lowest confidence from which on so few are wrong that their share is bounded; 1 where there are too few to tell. */
function threshold(some: readonly { confidence: number; right: boolean }[], what: string): number {
  const sorted = [...some].sort((a, b) => b.confidence - a.confidence);
  let from = 1;
  let wrong = 0;
  sorted.forEach(({ confidence, right }, at) => {
    wrong += Number(!right);
    if (confidence >= lowestAutomatic && upperBound(wrong, at + 1) <= highestWrong) from = confidence;
  });
  console.log(`${what}: ${sorted.length} without a guard, ${wrong} of them wrong; automatic from ${from}`);
  // Rounded up, so that what was counted as below stays below.
  return Math.ceil(from * 1_000) / 1_000;
}

async function fitCalibration(): Promise<Calibration> {
  const [alone, knowing] = [await decided(false), await decided(true)];
  const [intercept = 0, ...coefficients] = fitLogistic([...alone, ...knowing]);
  const probability = (features: readonly number[]): number =>
    1 / (1 + Math.exp(-features.reduce((sum, one, at) => sum + one * (coefficients[at] ?? 0), intercept)));
  const named = (rows: readonly Row[], what: string): number =>
    threshold(
      rows
        .filter((row) => row.automatic && row.named)
        .map(({ features, right }) => ({ confidence: probability(features), right })),
      what,
    );
  const from = Math.max(named(alone, 'alone, named'), named(knowing, 'knowing the page, named'));
  return { intercept, coefficients, automaticFrom: { named: from, unnamed: 1 } };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
const tableCode = Object.entries<Record<string, number>>(table);

if (what !== 'weights' && what !== 'confidence') throw new Error('say what to fit: weights | confidence');
if (what === 'weights') await fitTable();
const calibrated = what === 'confidence' ? await fitCalibration() : calibration;

writeFileSync(
  target,
  `/**
 * Data, fitted: \`npm run bench -- healing fit\` writes this file from the drifts of the first half of the apps.
 * How much each compared field says. The score of a candidate is the weighted mean over the fields that the lost element
 * has, so what was never known counts neither for nor against. \`locator\`, \`meaning\`, \`picture\` and \`root\` are set by hand.
 */
export const weights = {
${tableCode
  .map(
    ([strategy, own]) =>
      `  ${strategy}: { ${Object.entries(own)
        .map(([field, weight]) => `${field}: ${rounded(weight)}`)
        .join(', ')} },`,
  )
  .join('\n')}
} as const;

export type StrategyName = keyof typeof weights;

/**
 * Turns what speaks for the best candidate into a probability; in the order of \`confidenceFeatures\`. From \`automaticFrom\`
 * on, at most 0.5 % of the calibration set was wrong (upper bound at 95 %). Words and place alone (\`unnamed\`) are never
 * automatic: a look-alike left in the place of what is gone has them too.
 */
export const calibration: {
  readonly intercept: number;
  readonly coefficients: readonly number[];
  readonly automaticFrom: { readonly named: number; readonly unnamed: number };
} = {
  intercept: ${rounded(calibrated.intercept)},
  coefficients: [${calibrated.coefficients.map(rounded).join(', ')}],
  automaticFrom: { named: ${calibrated.automaticFrom.named}, unnamed: ${calibrated.automaticFrom.unnamed} },
};
`,
);
