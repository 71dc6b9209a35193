import type { PageElement, PageSnapshot } from '@testforge/core';
import { asksForOtherFactor, findCodeForm, findLeave, findLogInForm, type LogInForm } from './find-log-in-form.js';
import { refusal } from './log-in-words.js';

/** What was seen around one sending of a log-in form. */
export interface Sending {
  stage: LogInForm['stage'];
  before: PageSnapshot;
  after: PageSnapshot;
  /** Of the last page that was loaded meanwhile; null where none was. */
  status: number | null;
  /** Whether a cookie or an entry of the storage came or changed. */
  stored: boolean;
}

export type LogInVerdict =
  | { kind: 'in' }
  | { kind: 'next'; form: LogInForm }
  /** `said`: the page's own words, where it has any. */
  | { kind: 'refused'; said: string | null }
  | { kind: 'unknown factor' }
  | { kind: 'undecided' };

const pathOf = (snapshot: PageSnapshot): string => snapshot.url.split('#')[0] ?? '';
const tellsApart = (element: PageElement): string =>
  `${element.role ?? element.tag} ${element.name ?? element.text ?? ''}`;

/** Elements that are shown now and were not before. */
export function newElements(before: PageSnapshot[], after: PageSnapshot): number[] {
  const known = new Set(
    before.flatMap((snapshot) => snapshot.elements.filter(({ visible }) => visible !== false).map(tellsApart)),
  );
  return after.elements.flatMap((element, index) =>
    element.visible !== false && !known.has(tellsApart(element)) ? [index] : [],
  );
}

/** What the page says against it: a new message, else a new sentence that speaks of a refusal. */
export function refusalIn(before: PageSnapshot, after: PageSnapshot): string | null {
  const texts = newElements([before], after).map((index) => after.elements[index]?.text ?? '');
  const messages = after.messages.filter((message) => !before.messages.includes(message));
  return (
    [...messages, ...texts].find((text) => text.length < 300 && refusal.test(text)) ??
    messages.find((message) => message.length > 3) ??
    null
  );
}

/** Whether a log-in form that was sent let one in, by what the page shows afterwards. */
export function judgeSending({ stage, before, after, status, stored }: Sending): LogInVerdict {
  const code = stage === 'user' ? null : findCodeForm(after);
  const form = findLogInForm(after);
  const said = refusalIn(before, after);
  if (findLeave(after).length > findLeave(before).length) return { kind: 'in' };
  if (code && stage !== 'code') return { kind: 'next', form: code };
  if (form && form.stage !== 'user' && stage === 'user') return { kind: 'next', form: { ...form, stage: 'password' } };
  if (form || code) return said === null ? { kind: 'undecided' } : { kind: 'refused', said };
  if (status !== null && status >= 400) return { kind: 'refused', said: said ?? `the app answered with ${status}` };
  if (said !== null && refusal.test(said)) return { kind: 'refused', said };
  if (stage !== 'code' && asksForOtherFactor(after)) return { kind: 'unknown factor' };
  const moved = pathOf(before) !== pathOf(after) || before.url !== after.url;
  return moved || stored || newElements([before], after).length > 0 ? { kind: 'in' } : { kind: 'undecided' };
}
