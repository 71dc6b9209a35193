import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPlatform } from '../../apps/e2e/src/platform.js';
import { between, byOperation, listOperations, readAnswers, total } from './count-answers.js';
import { prepareThings, type Things } from './prepare-things.js';
import { findSchemathesis, runSchemathesis } from './run-schemathesis.js';
import { writeConfig } from './write-config.js';

const { values } = parseArgs({
  options: { examples: { type: 'string', default: '50' }, seed: { type: 'string', default: '7' } },
});

/**
 * Asked for last and by themselves, so that they are told of nothing that others answered: what takes away at once what the
 * requests are made with (the key, its person's role or membership), and what listens to a run until it ends.
 */
const apart = ['revokeApiKey', 'setMemberRole', 'removeMember', 'watchRun'];

const program = await findSchemathesis();
const local = await openPlatform({ PATH: process.env['PATH'], HOME: process.env['HOME'] });
let things: Things | undefined;
const dir = await mkdtemp(join(tmpdir(), 'tfs-'));
try {
  // What is started must not be carried out: thousands of runs are asked for.
  await local.platform.worker.stop();
  const { server, apiKey } = local.platform;
  const made = await prepareThings(local);
  things = made;
  const before = await readAnswers(server);
  const target = { program, server, apiKey, examples: Number(values.examples), seed: Number(values.seed) };
  const pass = async (of: Pick<Things, 'values' | 'session'>, filters: string[]): Promise<void> =>
    runSchemathesis({ ...target, config: await writeConfig(dir, of), filters });
  await pass(
    made,
    apart.flatMap((id) => ['--exclude-operation-id', id]),
  );
  const ended = { ...made, values: { ...made.values, runs: made.endedRuns } };
  const unlinked = ['--phases', 'examples,coverage,fuzzing'];
  await pass(ended, [...unlinked, ...apart.flatMap((id) => ['--include-operation-id', id])]);
  const answered = between(before, await readAnswers(server));
  const operations = byOperation(answered, await listOperations(server));
  console.table(Object.fromEntries(operations.map(({ operation, metNothing: _, ...counts }) => [operation, counts])));
  const asked = `${total(answered)} requests to ${operations.length} operations, as the API itself counted them`;
  const faults = total(answered, (status) => status >= 500);
  const unmet = operations.filter(({ metNothing }) => metNothing).map(({ operation }) => operation);
  console.log(`\nload ${loadavg()[0]?.toFixed(1)}; ${asked}`);
  console.log(`${faults} answers of 500 and above`);
  console.log(`${unmet.length} operations met nothing but 401${unmet.length ? `: ${unmet.join(', ')}` : ''}`);
  process.exitCode = faults === 0 && unmet.length === 0 ? 0 : 1;
} finally {
  await rm(dir, { recursive: true });
  await things?.close();
  await local.close();
}
