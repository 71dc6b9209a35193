// What healing costs a run in which nothing is broken: the same suite with healing on and off. See README.md.
import { followRun, type Run } from '@testforge/sdk';
import { smallScope, withShop } from '../apps/e2e/src/disturbed-runs.js';
import { inSeconds, median, numberOf, tellGoal } from './measure/figures.js';
import { openLocal } from './measure/open-local.js';

const rounds = numberOf('rounds', 4);
const modes = { on: 'automatic', off: 'never' } as const;

const local = await openLocal();
try {
  await withShop(local, 1, async (url) => {
    const run = async (wishes: object): Promise<Run> => {
      const { id } = await local.client.startRun({ url, project: 'healing cost', ...smallScope, ...wishes });
      const ended = await followRun(local.client, id);
      if (ended.status !== 'passed')
        throw new Error(`a run on the clean app ended ${ended.status}: it measures nothing`);
      return ended;
    };
    const { outcome } = await run({});
    console.log(`${outcome?.tests.kept} tests are kept`);
    const times: Record<keyof typeof modes, number[]> = { on: [], off: [] };
    for (let round = 1; round <= rounds; round += 1)
      for (const name of ['on', 'off'] as const) {
        const ended = await run({ discovery: false, healing: { mode: modes[name] } });
        const ms = Date.parse(ended.endedAt ?? '') - Date.parse(ended.startedAt ?? '');
        times[name].push(ms);
        console.log(`healing ${name} ${round}: ${inSeconds(ms)}`);
      }
    tellGoal('run with healing on / off, nothing broken', median(times.on) / median(times.off), { atMost: 1.05 });
  });
} finally {
  await local.close();
}
