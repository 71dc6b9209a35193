import type { PageSnapshot, RolePage, Target } from '@testforge/core';
import { findLogInForm } from '../log-in/find-log-in-form.js';
import { mainHeading, shows } from './find-mark.js';
import type { Look } from './look-at.js';
import { placeOf } from './place-of.js';

/** What the answer of an app to somebody who asked for a page is judged by. */
export interface Asking {
  look: Look;
  /** What only that page shows; null where nothing does. */
  mark: Target | null;
  /** What this role is shown where nothing is, if that does not say so by its status. */
  nowhere: PageSnapshot | null;
}

export type Answer = Pick<RolePage, 'reason' | 'asksToLogIn'> & { outcome: 'served' | 'refused' };

/** How pages say that somebody may not see something, in English, German, French and Spanish. */
const denying =
  /\b(?:access (?:is )?denied|permission denied|forbidden|not (?:authori[sz]ed|allowed|permitted)|unauthori[sz]ed|insufficient (?:rights|permissions?|privileges)|(?:do not|don['’]t) have (?:the )?(?:access|permissions?|rights?|privileges)|no permissions?|admins? only|zugriff (?:verweigert|nicht erlaubt)|keine berechtigung|nicht berechtigt|fehlende rechte|acc[èe]s (?:refus[ée]|interdit)|non autoris[ée]|pas (?:autoris[ée]|le droit)|acceso (?:denegado|prohibido)|no autorizado|sin permisos?|no tienes? permiso)(?!\p{L})/iu;
const denyingAddress = /\/(?:40[13]|forbidden|denied|access-?denied|unauthori[sz]ed|no-?access|not-?allowed)(?:\/|$)/i;
const longestSentence = 200;

/** What the page says against it, where it says so. */
function denialIn({ elements, messages }: PageSnapshot): string | null {
  const texts = elements.flatMap(({ visible, interactive, text = '' }) =>
    visible === false || interactive ? [] : [text],
  );
  const sentences = [...messages, ...texts].map((text) => text.replace(/\s+/g, ' ').trim());
  return sentences.find((text) => text.length <= longestSentence && denying.test(text)) ?? null;
}

const looksAlike = (page: PageSnapshot, other: PageSnapshot | null): boolean =>
  other !== null && page.structureHash === other.structureHash && mainHeading(page) === mainHeading(other);

const refused = (reason: string): Answer => ({ outcome: 'refused', reason });

/** Whether somebody who asked for a page by its address got it. Null where nothing tells for certain. */
export function judgeAnswer({ look, mark, nowhere }: Asking): Answer | null {
  const { status, snapshot, asked } = look;
  const moved = placeOf(asked) !== placeOf(snapshot.url);
  const isShown = mark !== null && shows(snapshot, mark);
  const isMissing = mark !== null && !isShown;
  const asksToLogIn = findLogInForm(snapshot) !== null;
  if ([401, 403, 404].includes(status))
    return { ...refused(`answers with ${status}`), ...(asksToLogIn && { asksToLogIn }) };
  if (status >= 400) return null;
  if (!moved && isShown) return { outcome: 'served', reason: 'shows the page' };
  if (isShown) return null;
  if (asksToLogIn && (moved || isMissing)) return { ...refused('asks to log in'), asksToLogIn };
  const said = denialIn(snapshot);
  const { pathname } = new URL(snapshot.url);
  // Where it only leads elsewhere, what the page needs may be missing: nothing was put into the cart yet.
  if (moved) {
    const isDenial = said !== null || denyingAddress.test(pathname);
    return isDenial ? refused(`leads to ${pathname}${said === null ? '' : `, which says “${said}”`}`) : null;
  }
  if (!isMissing) return null;
  if (looksAlike(snapshot, nowhere)) return refused('shows what it shows where nothing is');
  return said === null ? null : refused(`says “${said}”`);
}
