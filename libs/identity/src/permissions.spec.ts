import { describe, expect, it } from 'vitest';
import { covers } from './permissions.js';

describe('a grant', () => {
  it.each([
    [['*'], true],
    [['run:*'], true],
    [['run:start'], true],
    [['run:read'], false],
    [['runs:*'], false],
    [[], false],
  ])('%j covers run:start: %s', (grants, expected) => {
    expect(covers(grants, 'run:start')).toBe(expected);
  });
});
