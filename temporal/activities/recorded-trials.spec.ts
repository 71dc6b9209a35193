import type { TenantContext } from '@testforge/core';
import type { RecordedTrial } from '@testforge/receipts';
import { expect, it } from 'vitest';
import { openTrials } from './recorded-trials.js';

const ctx: TenantContext = { tenantId: 't', requestId: 'r', runId: 'run' };

function store() {
  const kept = new Map<string, Buffer>();
  return {
    head: async (_: TenantContext, key: string) => {
      const bytes = kept.get(key)?.byteLength;
      return bytes === undefined ? null : { bytes, contentType: 'application/json' };
    },
    get: async (_: TenantContext, key: string) => kept.get(key) ?? Buffer.from(''),
    put: async (_: TenantContext, key: string, body: Buffer | string) => void kept.set(key, Buffer.from(body)),
  };
}
const trial = (testKey: string): RecordedTrial => ({
  testKey,
  trial: { perturbation: 'disable', stepKey: 'click', outcome: 'survived' },
  ledger: [{ stage: 'execution', method: 'POST', urlTemplate: '/cart', status: 200 }],
});

it('trials of a killed worker are known to the next one, and so is the time they took', async () => {
  const objects = store();
  const first = await openTrials({ objects }, ctx);
  expect(first.known()).toEqual([]);
  await first.record(trial('one'));
  await first.record(trial('two'));
  const spentMs = first.spentMs();
  const next = await openTrials({ objects }, ctx);
  expect(next.known()).toEqual([trial('one'), trial('two')]);
  await next.record(trial('three'));
  expect((await openTrials({ objects }, ctx)).known()).toHaveLength(3);
  expect(next.spentMs()).toBeGreaterThan(0);
  expect(spentMs).toBeGreaterThan(0);
});
