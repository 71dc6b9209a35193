import { writeFileSync } from 'node:fs';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { answering, bundleWorkflows, onHeal, onSchedule, runScript, startTemporal, type Script } from './harness.js';
import { pauseSignal, resumeSignal } from '../contracts.js';

// Records one history for each way through the workflow. Run it only when the workflow changes on purpose in a way that
// running workflows cannot follow, and say so in the commit.

type Recording = { script: Script } & {
  during?: Parameters<typeof runScript>[3];
  start?: Parameters<typeof runScript>[4];
};

const recordings: Record<string, Recording> = {
  'first-run': { script: { mode: 'first' } },
  'continued-run': { script: { mode: 'first', left: { model: { key: 'm', sha256: 'm' } } } },
  'paused-run': {
    script: { mode: 'first' },
    during: async (handle) => {
      await handle.signal(pauseSignal);
      await handle.signal(resumeSignal);
    },
  },
  'first-run-with-gate': { script: { mode: 'first', gate: true, receipts: true } },
  'kept-run-with-gate': { script: { mode: 'kept', proposed: 1, gate: true } },
  'first-run-with-receipts': { script: { mode: 'first', receipts: true } },
  'kept-run-with-receipts': { script: { mode: 'kept', proposed: 1, receipts: true } },
  'kept-run': { script: { mode: 'kept', proposed: 1 } },
  'healed-run': { script: { mode: 'kept', toProve: [['a', 'b'], ['b'], []] } },
  'scheduled-run': { script: { mode: 'kept' }, start: onSchedule },
  heal: { script: {}, start: onHeal },
  answers: {
    script: { toProve: [['a'], []] },
    start: answering(
      { kind: 'approve', answerId: '1' },
      { kind: 'reject', answerId: '2' },
      { kind: 'intended', answerId: '3' },
      { kind: 'sign', answerId: '3' },
    ),
  },
};

const env = await startTemporal();
const bundle = await bundleWorkflows();
for (const [name, { script, during, start }] of Object.entries(recordings)) {
  const { history } = await runScript(env, bundle, script, during, start);
  writeFileSync(
    new URL(`./histories/${name}.json`, import.meta.url),
    `${JSON.stringify(JSON.parse(historyToJSON(history)), null, 1)}\n`,
  );
  process.stdout.write(`recorded ${name}: ${history.events?.length} events\n`);
}
await env.teardown();
