import { endedPhases } from '@testforge/core';
import { waitUntil } from '@testforge/dev';
import type { Run } from '@testforge/sdk';
import type { TestPlatform } from './platform.js';
import { readRecords, recordedTwice, type Records } from './records.js';

const metrics = ['ai_tokens', 'sandbox_minutes', 'test_runs'];

/** The records of a run that has ended; what it used is the last thing to be written. */
export async function readFinal({ db }: Pick<TestPlatform, 'db'>, run: Run): Promise<Records> {
  const used = () => db.usageRecord.count({ where: { runId: run.id } });
  await waitUntil(async () => (await used()) >= metrics.length, { timeoutMs: 60_000 });
  return readRecords(db, run);
}

/** What is wrong with the records of a run that was disturbed; empty where it ended once and nothing is there twice. */
export function faultsOf(run: Run, records: Records): string[] {
  const used = records.usage.map(({ metric }) => metric).toSorted();
  const moved = records.healings.filter(
    ({ status, expectationHashBefore, expectationHashAfter }) =>
      status === 'proven' && expectationHashBefore !== expectationHashAfter,
  );
  return [
    ...recordedTwice(records),
    ...(endedPhases.includes(run.status) ? [] : [`the run is ${run.status}`]),
    ...(used.join() === metrics.join() ? [] : [`usage holds ${used.join(', ') || 'nothing'}`]),
    ...moved.map(({ testKey, stepKey }) => `an expectation moved with the repair of ${testKey} ${stepKey}`),
  ];
}
