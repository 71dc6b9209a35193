import { describe, expect, it } from 'vitest';
import { createNames, draftKey, slug } from './slug.js';

describe('slug', () => {
  it('keeps letters and digits and joins words by hyphens', () =>
    expect(slug('Add to Café, 2 pieces!')).toBe('add-to-cafe-2-pieces'));
  it('makes keys that tell the start page apart', () => expect(draftKey('smoke', '/')).toBe('smoke--start'));
  it('numbers names from their second use on', () => {
    const name = createNames();
    expect([name('click'), name('fill'), name('click')]).toEqual(['click', 'fill', 'click-2']);
  });
});
