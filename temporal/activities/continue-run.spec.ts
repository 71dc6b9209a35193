import { describe, expect, it } from 'vitest';
import { holdsStill } from './continue-run.js';

const from = {
  status: 'cancelled' as const,
  url: 'http://127.0.0.1:4000/',
  release: '1',
  createdAt: '2026-11-20T10:00:00.000Z',
  endedAt: '2026-11-20T10:05:00.000Z',
};
const run = { url: from.url, release: '1', createdAt: '2026-11-20T10:10:00.000Z' };
const suiteSince = '2026-11-19T00:00:00.000Z';

describe('what passed in a stopped run', () => {
  it('is not done again by the run that goes on with it', () => {
    expect(holdsStill(from, run, suiteSince)).toBe(true);
    expect(holdsStill(from, run, null)).toBe(true);
  });

  it.each([
    ['of another address', { ...run, url: 'http://127.0.0.1:5000/' }],
    ['of another release', { ...run, release: '2' }],
    ['of hours ago', { ...run, createdAt: '2026-11-20T12:00:00.000Z' }],
  ])('says nothing about a run %s', (_, later) => {
    expect(holdsStill(from, later, suiteSince)).toBe(false);
  });

  it('says nothing once the suite has changed, nor where the run was not stopped', () => {
    expect(holdsStill(from, run, '2026-11-20T10:06:00.000Z')).toBe(false);
    expect(holdsStill({ ...from, status: 'passed' }, run, suiteSince)).toBe(false);
    expect(holdsStill({ ...from, endedAt: null }, run, suiteSince)).toBe(false);
  });
});
