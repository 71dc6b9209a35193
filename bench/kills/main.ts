import { parseArgs } from 'node:util';
import { disturbRuns, smallScope, type Disturbance } from '../../apps/e2e/src/disturbed-runs.js';
import { openPlatform } from '../../apps/e2e/src/platform.js';
import { killTargets, type KillTarget } from '../../apps/e2e/src/random-kills.js';
import { inSeconds, machine } from '../measure/figures.js';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '7' },
    'within-ms': { type: 'string', default: '12000' },
    during: { type: 'string' },
    targets: { type: 'string' },
    rounds: { type: 'string' },
    pages: { type: 'string' },
    tests: { type: 'string' },
  },
});

/** Stages so short that they come to their end between two kills, on the way to the cart's total. */
const shortScope = { include: ['/products/keeper-lantern', '/cart'], maxPages: 3, maxTests: 6 };
/** Where one stage is meant, there must be something for it to do. */
const { include, maxPages, maxTests } = values.during ? { ...smallScope, ...smallScope.limits } : shortScope;
const scope = {
  include,
  limits: {
    ...smallScope.limits,
    maxPages: Number(values.pages ?? maxPages),
    maxTests: Number(values.tests ?? maxTests),
  },
};

const isTarget = (name: string): name is KillTarget => (killTargets as readonly string[]).includes(name);
const targets = values.targets?.split(',') ?? [...killTargets];
if (!targets.every(isTarget)) throw new Error(`say what is killed: ${killTargets.join(' | ')}`);

const startedAt = Date.now();
const disturbance: Disturbance = {
  kills: Number(values.count),
  seed: Number(values.seed),
  withinMs: Number(values['within-ms']),
  scope,
  targets,
  ...(values.during ? { during: values.during } : {}),
  ...(values.rounds ? { rounds: Number(values.rounds) } : {}),
  tell: (line) => console.log(`${inSeconds(Date.now() - startedAt).padStart(8)}  ${line}`),
};

const local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
try {
  const { killed, ended } = await disturbRuns(local, disturbance);
  const statuses = Object.groupBy(ended, ({ run }) => run.status);
  const count = (target: string): number => killed.filter((name) => name === target).length;
  const where = values.during ? ` during ${values.during}` : '';
  console.log(
    `\n${killed.length} kills${where} with seed ${values.seed} in ${inSeconds(Date.now() - startedAt)}, ${ended.length} runs (${machine()})`,
  );
  console.table(targets.map((target) => ({ target, kills: count(target) })));
  console.table(Object.entries(statuses).map(([status, runs]) => ({ status, runs: runs?.length ?? 0 })));
  const kept = ended.map(({ run }) => run.outcome?.tests.kept ?? 0);
  console.log(`tests a run: ${kept.join(', ')}; repairs proven a run: ${ended.map(({ proven }) => proven).join(', ')}`);
  const faults = [
    ...ended.flatMap(({ name, faults: found }) => found.map((fault) => `${name}: ${fault}`)),
    ...(killed.length > 0 ? [] : ['nothing was killed, so nothing is shown']),
  ];
  console.log(
    faults.length
      ? `FAULTS:\n${faults.join('\n')}`
      : 'Every run ended once; nothing was recorded, applied or billed twice, and nothing was judged otherwise than without kills.',
  );
  process.exitCode = faults.length ? 1 : 0;
} finally {
  await local.close();
}
