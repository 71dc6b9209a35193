import { describe, expect, it } from 'vitest';
import { createRedaction, redactAll } from './redact-addresses.js';

describe('addresses of a form that sends by GET', () => {
  const redact = createRedaction({ user: 'ada', password: 'h&m s3cret' });
  it.each([
    ['/in?user=ada&password=abc&x=1#top', '/in?user=ada&password=redacted&x=1#top'],
    ['/in?login[password]=abc', '/in?login[password]=redacted'],
    ['/in?j_pass=abc', '/in?j_pass=redacted'],
    ['/in?p=h%26m%20s3cret', '/in?p=redacted'],
    ['/rss?token=695cfce8', '/rss?token=redacted'],
    ['/in?p=h%26m+s3cret&y=2', '/in?p=redacted&y=2'],
  ])('%s holds no password any more', (address, without) => expect(redact(address)).toBe(without));
  it.each(['/in?passage=5', '/in?compass=north', '/password?x=1', 'h&m s3cret is what we sell', '/bypass?a=b'])(
    '%s stays as it is',
    (text) => expect(redact(text)).toBe(text),
  );
  it('are redacted throughout a document', () => {
    expect(redactAll({ a: [{ path: '/?pwd=x' }], n: 1, z: null }, redact)).toEqual({
      a: [{ path: '/?pwd=redacted' }],
      n: 1,
      z: null,
    });
  });
});
