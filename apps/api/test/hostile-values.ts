/** What nobody sends by mistake, and what everybody sends once. */

const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

/** As a part of an address, written as it goes over the wire. */
export const hostileParts: readonly string[] = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%ZZ',
  '%E0%A4%A',
  '..%2F..%2Fetc%2Fpasswd',
  '%27%20OR%201%3D1--',
  '-1',
  '99999999999999999999',
  'NaN',
  '%5B%5D',
  '__proto__',
  '%F0%9F%92%A5',
  '%3Cscript%3E',
  'x'.repeat(3000),
];

/** As a header's value. */
export const hostileHeaders: readonly string[] = ['', '\u00ff', "' OR 1=1--", '9'.repeat(400), 'x'.repeat(5000), '%00'];

/** As a value in JSON. */
export const hostileValues: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'http://[::1',
  'javascript:alert(1)',
  "'; DROP TABLE run; --",
  '../../etc/passwd',
  '9999-99-99T99:99:99Z',
  '0000-01-01T00:00:00Z',
  '0 0 31 2 *',
  'x'.repeat(100_000),
  [],
  [null],
  [[[]]],
  {},
  { a: 1, constructor: { prototype: {} } },
  JSON.parse(deep(3000)) as unknown,
];

/** For fields below fields, of which there are many of the same kind. */
export const someHostileValues: readonly unknown[] = [null, -1, 1e308, '\u0000', 'x'.repeat(100_000), [], { a: 1 }];

/** As a whole body, byte by byte. */
export const hostileBodies: readonly (string | Buffer)[] = [
  '',
  '{',
  'null',
  '"text"',
  '[]',
  '[[],{}]',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"a":1,"a":2}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  deep(50_000),
  '\u0000',
  Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
  Buffer.from('{"url":"\\ud800"}'),
];

export const hostileTypes: readonly string[] = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/xml',
  ';',
];

export const hostileKeys: readonly (string | undefined)[] = [
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'Basic YTpi',
  'Bearer tf_live_',
  `Bearer tf_live_${'x'.repeat(5000)}`,
  'Bearer tf_live_\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff',
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  'Bearer ey..',
  'Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6Ii4uLy4uL2V0Yy9wYXNzd2QifQ.e30.AAAA',
];
