import { describe, expect, it } from 'vitest';
import { isKnownHost } from './known-host.js';

const publicUrl = 'https://testforge.corp:8443';

describe('a request', () => {
  it.each([
    'testforge.corp:8443',
    'TestForge.corp',
    '127.0.0.1:3000',
    '[::1]:3000',
    '10.0.0.7',
    'localhost:3000',
    'testforge-api:3000',
  ])('for “%s” is meant for us', (host) => expect(isKnownHost(host, publicUrl)).toBe(true));
  it.each([
    'evil.example:3000',
    'testforge.corp.evil.example',
    '127.0.0.1.evil.example',
    'a b',
    '',
    'localhost.evil.example',
  ])('for “%s” may come from a page that let its name point here', (host) =>
    expect(isKnownHost(host, publicUrl)).toBe(false),
  );
  it('without a host is not from a browser', () => expect(isKnownHost(undefined, publicUrl)).toBe(true));
});
