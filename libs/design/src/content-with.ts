import type { PageSnapshot, RunTimeValue, Target } from '@testforge/core';

/** The content of the page, where it says a text: for what must not be said anywhere in it. */
export function contentWith({ landmarks }: Pick<PageSnapshot, 'landmarks'>, value: RunTimeValue): Target {
  const hasMain = landmarks.filter(({ role }) => role === 'main').length === 1;
  const text = value.kind === 'unique' ? value.prefix : value.name;
  return {
    locator: {
      frame: [],
      links: [hasMain ? { by: 'role', role: 'main' } : { by: 'css', css: 'body' }, { by: 'hasText', text, value }],
    },
    fingerprint: hasMain ? { tag: 'main', role: 'main' } : { tag: 'body' },
  };
}
