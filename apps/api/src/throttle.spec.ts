import { createMemoryCache } from '@testforge/testkit';
import { describe, expect, it } from 'vitest';
import { callerOf, throttle } from './throttle.js';

const caller = (ip: string): string => callerOf({ ip });

describe('a caller', () => {
  it('is an address, and of IPv6 the network whose addresses are all theirs', () => {
    expect(caller('192.0.2.1')).not.toBe(caller('192.0.2.2'));
    expect(caller('2001:db8:1:2::1')).toBe(caller('2001:db8:1:2:ffff::9'));
    expect(caller('2001:db8:1:2::1')).not.toBe(caller('2001:db8:1:3::1'));
    expect(caller('2001:db8::1')).toBe(caller('2001:db8:0:0:1::'));
    expect(caller('::ffff:192.0.2.1')).not.toBe(caller('::ffff:192.0.2.2'));
  });
  it('who asks too often is slowed down, and nobody else is', async () => {
    const deps = { throttle: createMemoryCache() };
    const tries = (ip: string, count: number) =>
      Promise.all(Array.from({ length: count }, () => throttle(deps, { ip }, { what: 'spec', most: 3 })));
    await tries('192.0.2.1', 3);
    await expect(tries('192.0.2.1', 1)).rejects.toMatchObject({ kind: 'limit', code: 'auth.too_many' });
    await tries('192.0.2.2', 3);
  });
});
