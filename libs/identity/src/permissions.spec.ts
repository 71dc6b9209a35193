import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, intersect, permissions } from './permissions.js';

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

const grants = fc.array(fc.constantFrom('*', 'run:*', 'project:*', 'key:*', ...permissions), { maxLength: 4 });

describe('what both lists allow', () => {
  it('is exactly what each of them covers, whatever they hold', () => {
    fc.assert(
      fc.property(grants, grants, fc.constantFrom(...permissions), (wanted, held, permission) => {
        expect(covers(intersect(wanted, held), permission)).toBe(
          covers(wanted, permission) && covers(held, permission),
        );
      }),
    );
  });
});
