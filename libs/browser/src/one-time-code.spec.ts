import { describe, expect, it } from 'vitest';
import { oneTimeCode } from './one-time-code.js';

// The secret “12345678901234567890” of RFC 6238, appendix B; its codes have eight digits, ours are their last six.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a one-time code', () => {
  it.each([
    [59_000, '287082'],
    [1_111_111_109_000, '081804'],
    [1_111_111_111_000, '050471'],
    [1_234_567_890_000, '005924'],
    [2_000_000_000_000, '279037'],
    [20_000_000_000_000, '353130'],
  ])('is at %d ms what the standard says', (atMs, code) => {
    expect(oneTimeCode(secret, atMs)).toBe(code);
  });

  it('takes a secret as people copy it, with spaces, in small letters and padded', () => {
    expect(oneTimeCode('gezd gnbv gy3t qojq gezd gnbv gy3t qojq====', 59_000)).toBe('287082');
  });
});
