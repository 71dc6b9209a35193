import { expect, test } from 'vitest';
import { withoutSessions } from './redact-session.js';

const request = {
  type: 'resource-snapshot',
  snapshot: {
    request: {
      url: 'http://app/',
      headers: [
        { name: 'Cookie', value: 'sessionid=abc' },
        { name: 'Accept', value: 'text/html' },
      ],
      cookies: [{ name: 'sessionid', value: 'abc' }],
    },
    response: { headers: [{ name: 'set-cookie', value: 'sessionid=abc; Path=/' }], cookies: [] },
  },
};
const options = {
  type: 'context-options',
  options: {
    storageState: {
      cookies: [{ name: 'sessionid', value: 'abc', domain: 'app' }],
      origins: [{ origin: 'http://app', localStorage: [{ name: 'token', value: 'abc' }] }],
    },
  },
};

test('nobody goes on with a session from a recording, and what else it tells stays', () => {
  const kept = withoutSessions(`${JSON.stringify(request)}\n${JSON.stringify(options)}\n`);
  expect(kept).not.toContain('abc');
  expect(kept.split('\n')).toHaveLength(3);
  expect(JSON.parse(kept.split('\n')[0] ?? '')).toMatchObject({
    snapshot: {
      request: { url: 'http://app/', headers: [{ name: 'Cookie' }, { name: 'Accept', value: 'text/html' }] },
    },
  });
  expect(kept).toContain('"domain":"app"');
});

test('a line that cannot be read is not kept', () => {
  expect(withoutSessions('{"cookies":[{"name":"a","value":"abc"}')).toBe('');
});
