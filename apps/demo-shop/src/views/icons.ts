import { raw, type Html } from '../html.js';

const paths = {
  cart: 'M3 4h2l2.2 11h10.2L20 7H6.2M9 20.2a.8.8 0 1 0 0-.1M16 20.2a.8.8 0 1 0 0-.1',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5',
  remove: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8c1-4 4-5 7-5s6 1 7 5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  anchor: 'M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm0 0v12M8 11h8M4 14c.5 4 4 6 8 6s7.500-2 8-6',
} as const;

export type IconName = keyof typeof paths;

/** A decorative drawing; what it stands for must be said beside it. */
export const icon = (name: IconName): Html =>
  raw(
    `<svg class="icon" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false"><path d="${paths[name]}" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
  );
