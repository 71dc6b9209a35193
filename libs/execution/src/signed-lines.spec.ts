import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSignedLines } from './signed-lines.js';

const key = 'k'.repeat(64);
const event = { type: 'end', status: 'passed' } as const;

function line(number: number, body: unknown = event, secret = key): string {
  const json = JSON.stringify(body);
  return `@testforge ${number} ${createHmac('sha256', secret).update(`${number}.${json}`).digest('hex')} ${json}`;
}

test('genuine lines are read, also behind what was written before them', () => {
  const lines = createSignedLines(key);
  expect(lines.read(line(0))).toEqual(event);
  expect(lines.read(`half a word${line(1)}`)).toEqual(event);
  expect(lines.hasGap()).toBe(false);
});

test('a line of another key, a changed line and a repeated line are not read', () => {
  const lines = createSignedLines(key);
  expect(lines.read(line(0, event, 'guess'))).toBeNull();
  expect(lines.read(line(0).replace('passed', 'failed'))).toBeNull();
  expect(lines.read(line(0))).toEqual(event);
  expect(lines.read(line(0))).toBeNull();
  expect(lines.hasGap()).toBe(false);
});

test('a swallowed line is noticed', () => {
  const lines = createSignedLines(key);
  lines.read(line(0));
  lines.read(line(2));
  expect(lines.hasGap()).toBe(true);
});

test('no text without the key is ever read, and none throws', () => {
  const lines = createSignedLines(key);
  const anyLine = fc.oneof(
    fc.string(),
    fc
      .tuple(
        fc.nat(),
        fc.string({ minLength: 64, maxLength: 64, unit: fc.constantFrom(...'0123456789abcdef') }),
        fc.json(),
      )
      .map(([number, mac, json]) => `@testforge ${number} ${mac} ${json}`),
  );
  fc.assert(fc.property(anyLine, (text) => lines.read(text) === null));
});
