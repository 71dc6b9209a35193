import { describe, expect, it } from 'vitest';
import { toQdrantFilter } from './vector-filter.js';

const tenantId = 'tenant-1';

describe('a vector filter', () => {
  it('keeps a search inside of one tenant', () => {
    expect(toQdrantFilter({ scope: { tenantId } })).toEqual({
      must: [{ key: 'tenantId', match: { value: tenantId } }],
    });
  });

  it('adds what is shared only where that is asked for', () => {
    expect(toQdrantFilter({ scope: { tenantId, alsoShared: true } })).toEqual({
      must: [
        {
          should: [
            { key: 'tenantId', match: { value: tenantId } },
            { key: 'shared', match: { value: 1 } },
          ],
        },
      ],
    });
    expect(toQdrantFilter({ scope: { sharedOnly: true } })).toEqual({ must: [{ key: 'shared', match: { value: 1 } }] });
  });

  it('compares fields with one value or with several', () => {
    const { must } = toQdrantFilter({
      scope: { tenantId },
      equals: { kind: ['a', 'b'], level: [1, 2], role: 'button' },
    });
    expect(must.slice(1)).toEqual([
      { key: 'kind', match: { any: ['a', 'b'] } },
      { key: 'level', match: { any: [1, 2] } },
      { key: 'role', match: { value: 'button' } },
    ]);
  });

  it('refuses an empty tenant and an empty or mixed choice', () => {
    expect(() => toQdrantFilter({ scope: { tenantId: '' } })).toThrow('needs a tenant');
    expect(() => toQdrantFilter({ scope: { tenantId }, equals: { kind: [] } })).toThrow('at least one');
    expect(() => toQdrantFilter({ scope: { tenantId }, equals: { kind: ['a', 1] } })).toThrow('texts only');
  });
});
