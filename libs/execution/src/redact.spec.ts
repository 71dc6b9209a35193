import type { FailureSnapshot } from '@testforge/core';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { createRedact } from './redact.js';

const password = 'correct "horse" & battery';
const redact = createRedact({ user: 'ada', password, headers: { authorization: 'Bearer abcdef' } });

test('a secret goes from a text however it is spelled, the name of the user stays', () => {
  const spelled = [
    password,
    JSON.stringify({ password }),
    new URLSearchParams({ password }),
    encodeURIComponent(password),
  ];
  for (const text of spelled) expect(redact.text(`ada ${String(text)}`)).toMatch(/^ada [^ ]*•••[^ ]*$/);
  expect(redact.text('authorization: Bearer abcdef')).toBe('authorization: •••');
});

test('the secrets of further log-ins go as well', () => {
  const roles = { clerk: { user: 'jo', password: 'front-desk', totpSecret: 'JBSWY3DPEHPK3PXP' } };
  const text = createRedact({ user: 'ada', password, roles }).text('jo: front-desk, JBSWY3DPEHPK3PXP');
  expect(text).toBe('jo: •••, •••');
});

test('a short secret goes only where it stands by itself in quotes', () => {
  const short = createRedact({ user: 'ada', password: 'word' });
  expect(short.text('fill("word") into getByLabel("Password"), a word')).toBe(
    'fill(•••) into getByLabel("Password"), a word',
  );
});

test('a recording is taken apart and put together again without it, other bytes as they were', () => {
  const picture = Uint8Array.from([0xff, 0xd8, 0x00, 0x80, 0xfe]);
  const zip = zipSync({
    'trace.trace': strToU8(`{"params":{"value":${JSON.stringify(password)}}}`),
    'a.jpeg': picture,
  });
  const entries = unzipSync(redact.trace(zip) ?? new Uint8Array());
  expect(strFromU8(entries['trace.trace'] ?? new Uint8Array())).toBe('{"params":{"value":"•••"}}');
  expect(entries['a.jpeg']).toEqual(picture);
  expect(redact.trace(strToU8('PK no zip'))).toBeNull();
});

test('a recording keeps the body of an answer without the token in it', () => {
  const entries = unzipSync(
    redact.trace(
      zipSync({
        'resources/a.json': strToU8('{"token":"issued-just-now","name":"Ada"}'),
        'attachments/b': strToU8('{"url":"http://app/?token=issued-just-now"}'),
        '1-trace.network': strToU8(
          '{"url":"http://app/cb?access_token=issued-just-now","text":"{\\"jwt\\":\\"issued-just-now\\"}"}',
        ),
      }),
    ) ?? new Uint8Array(),
  );
  const texts = Object.values(entries).map((bytes) => strFromU8(bytes));
  expect(texts.join()).not.toContain('issued-just-now');
  expect(texts).toContain('{"token":"•••","name":"Ada"}');
});

test('a snapshot is without it where it was typed, sent or said', () => {
  const snapshot: FailureSnapshot = {
    url: `http://app/?password=${encodeURIComponent(password)}`,
    page: { title: '', url: '', elements: [{ tag: 'input', type: 'password', value: password }] } as never,
    requests: [{ method: 'GET', url: `http://app/?p=${encodeURIComponent(password)}`, status: 200 }],
    console: [{ type: 'log', text: password }],
    pageErrors: [password],
  };
  const kept = redact.snapshot(snapshot);
  expect(JSON.stringify(kept)).not.toContain('horse');
  expect(kept.page.elements[0]).toMatchObject({ tag: 'input', type: 'password', value: '•••' });
});
