import { describe, expect, it } from 'vitest';
import { parseUpOptions, upUsage } from './up-options.js';

const nothing = {
  once: false,
  sample: false,
  url: null,
  flags: { include: [], exclude: [], origin: [], header: [] },
};

describe('the words after npm start', () => {
  it('may be none', () => {
    expect(parseUpOptions([])).toEqual(nothing);
  });
  it('name the app, what may be done to it, what belongs to it and how long it may take', () => {
    const words = [
      '--url',
      'http://localhost:3000',
      '--interaction',
      'disposable',
      '--include',
      '/a/*',
      '--include',
      '/b',
      '--exclude',
      '/c',
      '--origin',
      'https://cdn.example.com',
      '--time-budget',
      '90',
      '--once',
      '--sample',
    ];
    expect(parseUpOptions(words)).toEqual({
      once: true,
      sample: true,
      url: 'http://localhost:3000/',
      flags: {
        interaction: 'disposable',
        include: ['/a/*', '/b'],
        exclude: ['/c'],
        origin: ['https://cdn.example.com'],
        timeBudget: '90',
        header: [],
      },
    });
  });
  it('say how the app is entered', () => {
    const words = [
      '--user',
      'eva',
      '--log-in-path',
      '/in',
      '--storage-state',
      'state.json',
      '--header',
      'X-Team: a: b',
    ];
    expect(parseUpOptions([...words, '--basic', 'eva:x'])?.flags).toMatchObject({
      user: 'eva',
      logInPath: '/in',
      storageState: 'state.json',
      header: ['X-Team: a: b'],
      basic: 'eva:x',
    });
  });
  it('share nothing between two calls', () => {
    parseUpOptions(['--include', '/a'])?.flags.include.push('/z');
    parseUpOptions([])?.flags.include.push('/z');
    expect(parseUpOptions([])).toEqual(nothing);
  });
  it.each([[['--help']], [['-h']], [['--url', 'nonsense', '--help']]])('ask for the usage with %j', (words) => {
    expect(parseUpOptions(words)).toBeNull();
  });
  it.each([
    ['an unknown option', ['--loud']],
    ['a word without an option', ['http://localhost:3000']],
    ['an option without its value', ['--url']],
    ['a switch with a value', ['--once=yes']],
    ['an address without a scheme', ['--url', 'localhost:3000']],
    ['an address of another scheme', ['--url', 'file:///etc/passwd']],
    ['an empty address', ['--url', '']],
    ['an unknown level', ['--interaction', 'destroy']],
    ['an origin that is none', ['--origin', 'cdn']],
    ['a time that is no number', ['--time-budget', 'long']],
    ['no time', ['--time-budget', '0']],
    ['a header without a value', ['--header', 'X-Team']],
    ['a user without a password', ['--basic', 'eva']],
    ['endless time', ['--time-budget', 'Infinity']],
  ])('are refused with %s', (_name, words) => {
    expect(() => parseUpOptions(words)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'cli.usage' }));
  });
  it('are all told by the usage', () => {
    for (const option of [
      'url',
      'once',
      'sample',
      'interaction',
      'include',
      'exclude',
      'origin',
      'time-budget',
      'user',
      'log-in-path',
      'storage-state',
      'header',
      'basic',
    ])
      expect(upUsage).toContain(`--${option}`);
  });
});
