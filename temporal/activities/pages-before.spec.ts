import { AppError, type TenantContext } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { readPagesBefore } from './pages-before.js';

const ctx: TenantContext = { tenantId: 't', requestId: 'r', runId: 'now' };
const modelOf = (...paths: string[]) => ({
  schemaVersion: 1,
  states: paths.map((path) => ({
    path,
    snapshot: { elements: [{ tag: 'button', name: `Save ${path}`, interactive: true }] },
  })),
});

/** Documents by their place, in the order in which they are listed; the tenant whose they are. */
function deps(documents: Record<string, unknown>, bytes = 10) {
  const told: object[] = [];
  const get = async ({ tenantId }: TenantContext, key: string) => {
    if (tenantId !== 't' || documents[key] === undefined)
      throw new AppError('notFound', 'objects.not_found', 'It is gone.');
    return Buffer.from(JSON.stringify(documents[key]));
  };
  const head = async () => ({ bytes, contentType: 'application/json' });
  const runs = { listModelDocuments: async () => Object.keys(documents) };
  const log = { warn: (fields: object) => void told.push(fields) };
  return { given: { runs, objects: { get, head }, log }, told };
}
const read = (given: ReturnType<typeof deps>['given'], by = ctx) => readPagesBefore(given, by, 'now');

describe('the pages as they were', () => {
  it('are those of all models in the order in which these are listed, each with its elements', async () => {
    const { given, told } = deps({ newer: modelOf('/a', '/b'), first: modelOf('/a') });
    const pages = await read(given);
    expect(pages.map(({ path, elements }) => [path, elements[0]?.name])).toEqual([
      ['/a', 'Save /a'],
      ['/b', 'Save /b'],
      ['/a', 'Save /a'],
    ]);
    expect(told).toEqual([]);
  });

  it('are none where no run before this one looked at the app', async () => {
    expect(await read(deps({}).given)).toEqual([]);
  });

  it('are read without a document that is gone or makes no sense, which is told with its place and why', async () => {
    const { given, told } = deps({ gone: undefined, odd: { schemaVersion: 7 }, first: modelOf('/a') });
    expect((await read(given)).map(({ path }) => path)).toEqual(['/a']);
    expect(told).toMatchObject([
      { tenantId: 't', runId: 'now', key: 'gone', why: 'It is gone.' },
      { key: 'odd', why: expect.stringContaining('schemaVersion') as string },
    ]);
  });

  it('are left out where the model is larger than any app’s', async () => {
    const { given, told } = deps({ huge: modelOf('/a') }, 33_000_000);
    expect(await read(given)).toEqual([]);
    expect(told).toMatchObject([{ key: 'huge' }]);
  });

  it('are read as the tenant of the run alone', async () => {
    const { given, told } = deps({ theirs: modelOf('/a') });
    expect(await read(given, { ...ctx, tenantId: 'other' })).toEqual([]);
    expect(told).toHaveLength(1);
  });
});
