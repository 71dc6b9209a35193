import { describe, expect, it } from 'vitest';
import { defaultInteraction } from './interaction.js';

describe('the default interaction level', () => {
  it.each([
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://[::1]:8080/x',
    'http://10.1.2.3',
    'http://192.168.0.9',
    'http://172.20.0.1',
  ])('lets tests write to %s', (url) => {
    expect(defaultInteraction(url)).toBe('write');
  });
  it.each([
    'https://example.com',
    'http://8.8.8.8',
    'http://172.32.0.1',
    'http://localhost.example.com',
    'http://[2001:db8::1]',
  ])('only reads from %s', (url) => {
    expect(defaultInteraction(url)).toBe('read');
  });
});
