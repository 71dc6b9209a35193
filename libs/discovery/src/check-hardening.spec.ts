import { describe, expect, it } from 'vitest';
import { hardeningFindings, type Sent } from './check-hardening.js';

const hard = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=63072000',
};
const cookie = (more: Partial<Sent['cookies'][number]>): Sent['cookies'][number] => ({
  name: 'sessionid',
  value: 'b6f1a2c39d',
  httpOnly: true,
  secure: true,
  ...more,
});
const gapsOf = (sent: Partial<Sent>) =>
  hardeningFindings({ url: 'https://shop.example/', headers: hard, cookies: [], ...sent }).map(({ key, evidence }) => [
    key,
    evidence['missing'],
  ]);

describe('guards that an app does not ask browsers for', () => {
  it('are nothing where all are asked for', () => {
    expect(gapsOf({ cookies: [cookie({})] })).toEqual([]);
    expect(gapsOf({ headers: { ...hard, 'content-security-policy': '', 'x-frame-options': 'DENY' } })).toEqual([]);
  });
  it('are told together, those of TLS only where there is TLS', () => {
    const headers = ['X-Content-Type-Options: nosniff', 'frame-ancestors or X-Frame-Options'];
    expect(gapsOf({ headers: {} })).toEqual([['security headers', [...headers, 'Strict-Transport-Security']]]);
    expect(gapsOf({ headers: {}, url: 'http://127.0.0.1:3000/' })).toEqual([['security headers', headers]]);
  });
  it('are missed at the cookies that a session hangs on, and at no others', () => {
    const cookies = [
      cookie({ httpOnly: false }),
      cookie({ name: 'auth_token', secure: false }),
      cookie({ name: 'csrftoken', httpOnly: false, secure: false }),
      cookie({ name: 'theme', httpOnly: false }),
      cookie({ name: 'aside', httpOnly: false }),
      cookie({ name: 'session_seen', value: '1', httpOnly: false }),
    ];
    const gaps = [['security cookies', ['sessionid without HttpOnly', 'auth_token without Secure']]];
    expect(gapsOf({ cookies })).toEqual(gaps);
  });
});
