import type { PageElement, PageSnapshot } from '@testforge/core';
import { findLeave } from './find-log-in-form.js';
import { newElements } from './judge-log-in.js';

/** What belongs to the user or to the day rather than to the app. */
function isPersonal(text: string, user: string): boolean {
  const own = user.toLowerCase().split('@')[0] ?? '';
  return (own.length > 2 && text.toLowerCase().includes(own)) || /\d|[@]|\b(hello|hi|welcome back)\b/i.test(text);
}

function worth(element: PageElement): number {
  const name = element.name ?? '';
  if (!name || name.length > 40 || element.repeated || element.frame) return 0;
  // Scripts make buttons of links without an address, which have no role.
  const isControl = /^(link|button|menuitem|tab)$/.test(element.role ?? '') || ['a', 'button'].includes(element.tag);
  if (element.interactive && isControl)
    return element.landmark?.startsWith('navigation') ? 4 : element.landmark?.startsWith('banner') ? 3 : 2;
  if (/^(textbox|searchbox|combobox)$/.test(element.role ?? '')) return 1;
  return element.role === 'heading' ? 1 : 0;
}

/**
 * Elements that show that one is inside, the steadiest first: what ends the session, then navigation, other controls and
 * headings that no page showed before. Never what names the user.
 */
export function proposeMarkers(before: PageSnapshot[], after: PageSnapshot, user: string): number[] {
  const leave = new Set(findLeave(after));
  return newElements(before, after)
    .map((index) => {
      const element = after.elements[index];
      const rank = element && !isPersonal(element.name ?? '', user) ? (leave.has(index) ? 5 : worth(element)) : 0;
      return { index, rank };
    })
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || a.index - b.index)
    .map(({ index }) => index);
}
