import { describe, expect, it } from 'vitest';
import { planOrigins } from './origins.js';

const rule = { policy: 'local' as const, refusePorts: [5432], ownAddresses: [] };

describe('the plan of origins', () => {
  it('forwards localhost on both loopback addresses and sends named hosts through the proxy', () => {
    const plan = planOrigins(['http://localhost:3000/path', 'https://Shop.example.com', 'http://10.0.0.5'], rule);
    expect(plan.forwards).toEqual([
      { bind: '127.0.0.1', port: 3000, targets: ['127.0.0.1', '::1'] },
      { bind: '::1', port: 3000, targets: ['127.0.0.1', '::1'] },
    ]);
    expect([...plan.proxied]).toEqual(['shop.example.com:443', '10.0.0.5:80']);
  });

  it('keeps an address of loopback to itself, however it is spelled', () => {
    expect(planOrigins(['http://[::1]:4000'], rule).forwards).toEqual([{ bind: '::1', port: 4000, targets: ['::1'] }]);
    expect(planOrigins(['http://127.1:4000'], rule).forwards).toEqual([
      { bind: '127.0.0.1', port: 4000, targets: ['127.0.0.1'] },
    ]);
  });

  it("refuses the platform's own ports, and loopback altogether in a service", () => {
    expect(() => planOrigins(['http://localhost:5432'], rule)).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'sandbox.origin_refused' }),
    );
    expect(() => planOrigins(['http://[::ffff:127.0.0.1]:5432'], rule)).toThrow(
      expect.objectContaining({ kind: 'forbidden' }),
    );
    expect(() => planOrigins(['http://localhost:3000'], { ...rule, policy: 'service' })).toThrow(
      expect.objectContaining({ kind: 'forbidden' }),
    );
  });

  it.each(['ftp://example.com', 'example.com', 'http://localhost:80'])('calls %s bad input', (origin) => {
    expect(() => planOrigins([origin], rule)).toThrow(expect.objectContaining({ kind: 'invalid' }));
  });
});
