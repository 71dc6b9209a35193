import { describe, expect, it } from 'vitest';
import { isCountedId } from './counted-ids.js';

describe('an id that a library counted out', () => {
  it.each([':r3:', 'radix-:r1a:', '«r1»', '_r_12_', 'mui-38211', 'mat-input-0', 'ember431', 'ext-gen1012', 'input-17'])(
    'is told by its form: %s',
    (id) => expect(isCountedId(id)).toBe(true),
  );
  it.each(['save', 'id_username', 'product-12345', 'step2', 'address-line-1', 'tab-settings', 'a3f9c2d1', 'q1:total'])(
    'is not one that somebody wrote, or that names a thing: %s',
    (id) => expect(isCountedId(id)).toBe(false),
  );
});
