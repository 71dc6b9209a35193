import { describe, expect, it } from 'vitest';
import { stagingDirOf } from './staging.js';

describe('the staging folder', () => {
  it('is short, the same for the same state folder, and another for another', () => {
    const one = stagingDirOf('/some/where/.testforge');
    expect(one).toBe(stagingDirOf('/some/where/.testforge'));
    expect(one).not.toBe(stagingDirOf('/else/where/.testforge'));
    expect(one.length).toBeLessThan(60);
  });
});
