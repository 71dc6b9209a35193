import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { openPlatform } from '../../apps/e2e/src/platform.js';
import { countAnswers } from './count-answers.js';
import { findSchemathesis, runSchemathesis } from './run-schemathesis.js';

const { values } = parseArgs({
  options: { examples: { type: 'string', default: '50' }, seed: { type: 'string', default: '7' } },
});

/**
 * Asked for last and with made-up ids only: the first could take away the key that the requests are made with, the
 * second would listen to a run that never ends, since nothing carries runs out here.
 */
const apart = ['revokeApiKey', 'watchRun'];

const program = await findSchemathesis();
const local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
try {
  // What is started must not be carried out: thousands of runs are asked for.
  await local.platform.worker.stop();
  const { server, apiKey } = local.platform;
  const target = { program, server, apiKey, examples: Number(values.examples), seed: Number(values.seed) };
  await runSchemathesis({ ...target, filters: apart.flatMap((id) => ['--exclude-operation-id', id]) });
  const unlinked = ['--phases', 'examples,coverage', ...apart.flatMap((id) => ['--include-operation-id', id])];
  await runSchemathesis({ ...target, filters: unlinked });
  const { requests, routes, faults } = await countAnswers(server);
  console.log(
    `\nload ${loadavg()[0]?.toFixed(1)}; ${requests} requests to ${routes} routes, as the API itself counted them`,
  );
  const total = faults.reduce((sum, { count }) => sum + count, 0);
  console.log(`${total} answers of 500 and above${faults.length ? ':' : ''}`);
  if (faults.length) console.table(faults);
  process.exitCode = total === 0 ? 0 : 1;
} finally {
  await local.close();
}
