import { writeFileSync } from 'node:fs';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflows, runScript, startTemporal, type Script } from './harness.js';

// Records one history for each way through the workflow. Run it only when the workflow changes on purpose in a way that
// running workflows cannot follow, and say so in the commit.

const scripts: Record<string, Script> = {
  'first-run': { mode: 'first' },
  'kept-run': { mode: 'kept' },
  'healed-run': { mode: 'kept', toProve: [['a', 'b'], ['b'], []] },
};

const env = await startTemporal();
const bundle = await bundleWorkflows();
for (const [name, script] of Object.entries(scripts)) {
  const { history } = await runScript(env, bundle, script);
  writeFileSync(
    new URL(`./histories/${name}.json`, import.meta.url),
    `${JSON.stringify(JSON.parse(historyToJSON(history)), null, 1)}\n`,
  );
  process.stdout.write(`recorded ${name}: ${history.events?.length} events\n`);
}
await env.teardown();
