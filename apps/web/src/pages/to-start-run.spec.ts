import { describe, expect, it } from 'vitest';
import { completeAddress, toStartRun } from './to-start-run.js';

const form = (fields: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

describe('an address as people type it', () => {
  it.each([
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:8080/app', 'http://127.0.0.1:8080/app'],
    ['intranet/wiki', 'http://intranet/wiki'],
    ['shop.example.com', 'https://shop.example.com'],
    ['http://shop.example.com', 'http://shop.example.com'],
  ])('%s becomes %s', (typed, address) => {
    expect(completeAddress(typed)).toBe(address);
  });
});

describe('what is asked for', () => {
  it('leaves out what was left empty', () => {
    const empty = { project: '', release: ' ', interaction: '', user: '', password: '' };
    expect(toStartRun(form({ url: ' localhost:3000 ', ...empty }))).toEqual({ url: 'http://localhost:3000' });
  });
  it('holds a password as it was typed, spaces included', () => {
    const filled = form({ url: 'http://a.test', user: 'ann', password: ' secret ', interaction: 'write' });
    expect(toStartRun(filled)).toEqual({
      url: 'http://a.test',
      interaction: 'write',
      access: { user: 'ann', password: ' secret ' },
    });
  });
});
