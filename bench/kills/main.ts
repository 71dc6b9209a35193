import { parseArgs } from 'node:util';
import { disturbRuns, smallScope } from '../../apps/e2e/src/disturbed-runs.js';
import { openPlatform } from '../../apps/e2e/src/platform.js';
import { killTargets } from '../../apps/e2e/src/random-kills.js';
import { inSeconds, machine } from '../measure/figures.js';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '7' },
    'within-ms': { type: 'string', default: '12000' },
    pages: { type: 'string', default: '3' },
    tests: { type: 'string', default: '6' },
  },
});

/** Stages so short that they come to their end between two kills, on the way to the cart's total. */
const scope = {
  include: ['/products/keeper-lantern', '/cart'],
  limits: {
    ...smallScope.limits,
    maxPages: Number(values.pages),
    maxTests: Number(values.tests),
  },
};

const startedAt = Date.now();
const local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
try {
  const { killed, ended } = await disturbRuns(local, {
    kills: Number(values.count),
    seed: Number(values.seed),
    withinMs: Number(values['within-ms']),
    scope,
    tell: (line) => console.log(`${inSeconds(Date.now() - startedAt).padStart(8)}  ${line}`),
  });
  const statuses = Object.groupBy(ended, ({ run }) => run.status);
  const count = (target: string): number => killed.filter((name) => name === target).length;
  console.log(
    `\n${killed.length} kills with seed ${values.seed} in ${inSeconds(Date.now() - startedAt)}, ${ended.length} runs (${machine()})`,
  );
  console.table(killTargets.map((target) => ({ target, kills: count(target) })));
  console.table(Object.entries(statuses).map(([status, runs]) => ({ status, runs: runs?.length ?? 0 })));
  const kept = ended.map(({ run }) => run.outcome?.tests.kept ?? 0);
  console.log(`tests a run: ${kept.join(', ')}`);
  const faults = ended.flatMap(({ name, faults: found }) => found.map((fault) => `${name}: ${fault}`));
  console.log(
    faults.length
      ? `FAULTS:\n${faults.join('\n')}`
      : 'Every run ended once; nothing was recorded, applied or billed twice, and nothing was judged otherwise than without kills.',
  );
  process.exitCode = faults.length ? 1 : 0;
} finally {
  await local.close();
}
