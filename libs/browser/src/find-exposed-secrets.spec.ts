import { describe, expect, it } from 'vitest';
import { findExposedSecrets } from './find-exposed-secrets.js';

const bcrypt = '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';
const hex = '9f86d081884c7d659a2feaa0c55ad015';
const found = (value: unknown) => findExposedSecrets(JSON.stringify(value)).map(({ field, what }) => [field, what]);

describe('secrets in an answer', () => {
  it('are hashes of passwords under whatever name, and long keys where the name says so', () => {
    expect(found({ data: { customer: { email: 'a@b.example', password: bcrypt } } })).toEqual([
      ['data.customer.password', 'a password hash'],
    ]);
    expect(
      found({ users: [{ pw: '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$aaaa' }, { passwordHash: hex }] }),
    ).toEqual([
      ['users[].pw', 'a password hash'],
      ['users[].passwordHash', 'a password hash'],
    ]);
    expect(found({ totpSecret: 'JBSWY3DPEHPK3PXP1aB2cD3eF' })).toEqual([['totpSecret', 'a secret']]);
    expect(found([{ name: 'Ann', resetToken: hex }])).toEqual([['[].resetToken', 'a token of somebody']]);
  });
  it('are neither words, nor marks of requests, nor what a log-in gives', () => {
    expect(found({ password: 'Passwort', secret: 'Geheimnis', labels: { password: 'Your password' } })).toEqual([]);
    expect(found({ accessToken: hex, csrfToken: hex, id: hex, etag: hex })).toEqual([]);
    expect(found([{ id: hex, password: null, checksum: hex }])).toEqual([]);
    expect(findExposedSecrets('<p>$2a$10$N9qo</p>')).toEqual([]);
  });
});
