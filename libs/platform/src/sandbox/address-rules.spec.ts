import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyAddress, isPermittedAddress, normaliseAddress, type AddressRule } from './address-rules.js';

const rule = (policy: AddressRule['policy'], more: Partial<AddressRule> = {}): AddressRule => ({
  policy,
  refusePorts: [],
  ownAddresses: [],
  ...more,
});
const hex = (ipv4: string) =>
  ipv4
    .split('.')
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')
    .replace(/(....)/, '$1:');

describe('address rules', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['127.1.2.3', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['100.64.0.1', 'private'],
    ['fd12::1', 'private'],
    ['169.254.1.1', 'linkLocal'],
    ['fe80::1%eth0', 'linkLocal'],
    ['169.254.169.254', 'metadata'],
    ['::ffff:a9fe:a9fe', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['0.0.0.0', 'reserved'],
    ['::', 'reserved'],
    ['224.0.0.1', 'reserved'],
  ])('takes %s for %s', (address, expected) => {
    expect(classifyAddress(address)).toBe(expected);
  });

  it('gives an IPv4 address the same class in every IPv6 spelling that carries it', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ipv4) => {
        for (const spelling of [
          `::ffff:${ipv4}`,
          `::FFFF:${hex(ipv4)}`,
          `64:ff9b::${ipv4}`,
          `2002:${hex(ipv4)}::1`,
          `0:0:0:0:0:ffff:${ipv4}`,
        ]) {
          expect(classifyAddress(spelling)).toBe(classifyAddress(ipv4));
        }
      }),
    );
  });

  it('permits nothing to a service that it would not call public, and nothing to anyone that it permits to no one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: 1, max: 65_535 }), (address, port) => {
        const forService = isPermittedAddress(address, port, rule('service'));
        expect(forService).toBe(classifyAddress(address) === 'public');
        if (forService) expect(isPermittedAddress(address, port, rule('local'))).toBe(true);
        if (['metadata', 'linkLocal', 'reserved'].includes(classifyAddress(address)))
          expect(isPermittedAddress(address, port, rule('local'))).toBe(false);
      }),
    );
  });

  it('normalises an address to itself the second time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        expect(normaliseAddress(normaliseAddress(address))).toBe(normaliseAddress(address));
      }),
    );
  });

  it('refuses the refused ports on loopback and on own addresses in any spelling, and only there', () => {
    const local = rule('local', { refusePorts: [5432], ownAddresses: ['10.0.0.5', 'fd12:0:0::7%eth0'] });
    for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.5', '::ffff:10.0.0.5', 'fd12::7']) {
      expect(isPermittedAddress(own, 5432, local)).toBe(false);
      expect(isPermittedAddress(own, 3000, local)).toBe(true);
    }
    expect(isPermittedAddress('10.0.0.6', 5432, local)).toBe(true);
  });

  it('refuses text that is no address', () => {
    expect(isPermittedAddress('localhost', 80, rule('local'))).toBe(false);
    expect(isPermittedAddress('', 80, rule('local'))).toBe(false);
  });
});
