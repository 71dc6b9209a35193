import { parseArgs } from 'node:util';
import { disturbRuns } from '../../apps/e2e/src/disturbed-runs.js';
import { openPlatform } from '../../apps/e2e/src/platform.js';
import { killTargets } from '../../apps/e2e/src/random-kills.js';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '7' },
    'within-ms': { type: 'string', default: '12000' },
  },
});

const local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
try {
  const { killed, ended } = await disturbRuns(local, {
    kills: Number(values.count),
    seed: Number(values.seed),
    withinMs: Number(values['within-ms']),
    tell: console.log,
  });
  const statuses = Object.groupBy(ended, ({ run }) => run.status);
  const count = (target: string): number => killed.filter((name) => name === target).length;
  console.log(`\n${killed.length} kills with seed ${values.seed}, ${ended.length} runs`);
  console.table(killTargets.map((target) => ({ target, kills: count(target) })));
  console.table(Object.entries(statuses).map(([status, runs]) => ({ status, runs: runs?.length ?? 0 })));
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
