import type { PageSnapshot, Step, Target } from '@testforge/core';
import type { OwnText } from './own-value.js';
import { clickOn, isOwnPage } from './reach-own.js';
import { findInRow, findOnPage, findOwnForm, findOwnLink } from './record-way.js';
import type { Hands } from './seek-further.js';
import { vocabulary } from './vocabulary.js';

const { changing, deleting } = vocabulary;

/**
 * What deletes the record in the form that is opened to change it, with the way there. Null where there is none, and where
 * a further way to the record is still to be tried.
 */
export async function findInForm(
  hands: Hands,
  open: PageSnapshot,
  own: OwnText,
  isOwn: boolean,
): Promise<{ steps: Step[]; page: PageSnapshot; target: Target } | null> {
  const isLast = isOwn || (findOwnLink(open, own) === null && !isOwnPage(open, own));
  if (!isLast) return null;
  const change = await hands.tell(isOwn ? findOnPage(open, [own], changing) : findInRow(open, own, changing));
  if (change === null) return null;
  const steps = [clickOn(change, 'open-change')];
  const page = await hands.take(steps);
  const target = findOwnForm(page, own) === null ? null : await hands.tell(findOnPage(page, [own], deleting, open));
  return target === null ? null : { steps, page, target };
}
