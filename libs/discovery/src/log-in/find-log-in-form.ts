import type { PageElement, PageForm, PageSnapshot } from '@testforge/core';
import { logInWords } from './log-in-words.js';

/** What a page asks of somebody who wants to enter; the numbers index `snapshot.elements`. */
export interface LogInForm {
  /** `full`: user and password at once; `user` and `password`: one after the other; `code`: a one-time code. */
  stage: 'full' | 'user' | 'password' | 'code';
  user?: number;
  password?: number;
  code?: number;
  /** Absent where only the Enter key sends it. */
  submit?: number;
}

interface Field {
  index: number;
  element: PageElement;
}

const isTyped = ({ tag, type, visible, enabled, attributes }: PageElement): boolean =>
  tag === 'input' &&
  visible !== false &&
  enabled !== false &&
  attributes?.['readonly'] === undefined &&
  /^(text|email|tel|number|password|)$/.test(type ?? '');

const hintsOf = ({ nameAttr, id, label, placeholder, name, testId }: PageElement): string =>
  [nameAttr, id, label, placeholder, name, testId]
    .filter(Boolean)
    .join(' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[[\]_.-]+/g, ' ');
const autocompleteOf = (element: PageElement): string => element.attributes?.['autocomplete'] ?? '';
const wordsOf = (element: PageElement | undefined): string =>
  element ? `${element.name ?? ''} ${element.text ?? ''} ${element.value ?? ''} ${element.title ?? ''}`.trim() : '';

/** The typed fields of each form; those of no form make one together. */
function groupsOf(snapshot: PageSnapshot): { fields: Field[]; form: PageForm | null }[] {
  const typed = snapshot.elements.flatMap((element, index) => (isTyped(element) ? [{ element, index }] : []));
  const inForm = (form: PageForm) => typed.filter(({ index }) => form.fields.some((field) => field.element === index));
  const groups = snapshot.forms.map((form) => ({ form, fields: inForm(form) }));
  const held = new Set(groups.flatMap(({ fields }) => fields.map(({ index }) => index)));
  return [...groups, { form: null, fields: typed.filter(({ index }) => !held.has(index)) }].filter(
    ({ fields }) => fields.length > 0,
  );
}

/** The button that sends the form: its own, else the nearest after its last field that speaks of entering or going on. */
function submitOf(snapshot: PageSnapshot, form: PageForm | null, last: number): number | undefined {
  const isAside = (index: number) => logInWords.aside.test(wordsOf(snapshot.elements[index]));
  const usable = (index: number) => {
    const element = snapshot.elements[index];
    return element !== undefined && element.visible !== false && !logInWords.elsewhere.test(wordsOf(element));
  };
  const own = (form?.submits ?? []).filter(usable);
  const best = own.find((index) => logInWords.enter.test(wordsOf(snapshot.elements[index])));
  if (best !== undefined) return best;
  const plain = own.find((index) => !isAside(index));
  if (plain !== undefined) return plain;
  const near = snapshot.elements.findIndex(
    (element, index) =>
      index > last &&
      index < last + 15 &&
      usable(index) &&
      (element.role === 'button' || element.tag === 'button' || element.type === 'submit') &&
      (logInWords.enter.test(wordsOf(element)) || logInWords.next.test(wordsOf(element))),
  );
  return near < 0 ? undefined : near;
}

function userAmong(fields: Field[]): Field | undefined {
  const texts = fields.filter(({ element }) => element.type !== 'password');
  return (
    texts.find(({ element }) => /\b(username|email)\b/.test(autocompleteOf(element))) ??
    texts.find(({ element }) => logInWords.user.test(hintsOf(element))) ??
    texts.at(-1)
  );
}

function withPassword(snapshot: PageSnapshot, fields: Field[], form: PageForm | null): LogInForm | null {
  const passwords = fields.filter(({ element }) => element.type === 'password');
  const [password] = passwords;
  if (!password || passwords.length > 1 || /new-password/.test(autocompleteOf(password.element))) return null;
  const before = fields.filter(({ index, element }) => index < password.index && element.type !== 'password');
  const submit = submitOf(snapshot, form, password.index);
  const said = `${wordsOf(snapshot.elements[submit ?? -1])} ${form?.heading ?? ''}`;
  if (before.length > 2 || (logInWords.signUp.test(said) && !logInWords.enter.test(said))) return null;
  // What is asked for behind the password is known of somebody who is inside: something is being made.
  const isBehind = ({ index, element }: Field): boolean =>
    index > password.index && element.type !== 'password' && !logInWords.code.test(hintsOf(element));
  if (fields.some(isBehind) && !logInWords.enter.test(said)) return null;
  const user = userAmong(before);
  return {
    stage: user ? 'full' : 'password',
    password: password.index,
    ...(user && { user: user.index }),
    ...(submit !== undefined && { submit }),
  };
}

const headsOf = (snapshot: PageSnapshot): string =>
  [
    snapshot.title,
    ...snapshot.headings.map(({ text }) => text),
    new URL(snapshot.url).pathname.replace(/\W+/g, ' '),
  ].join(' ');

/** The first of two pages: a user name alone, on a page that speaks of logging in. */
function withUserAlone(snapshot: PageSnapshot, fields: Field[], form: PageForm | null): LogInForm | null {
  const [user] = fields;
  if (!user || fields.length > 1 || user.element.landmark?.startsWith('search')) return null;
  const known =
    /\b(username|email|webauthn)\b/.test(autocompleteOf(user.element)) || logInWords.user.test(hintsOf(user.element));
  const submit = submitOf(snapshot, form, user.index);
  const said = wordsOf(snapshot.elements[submit ?? -1]);
  const sends = logInWords.enter.test(said) || (logInWords.next.test(said) && logInWords.enter.test(headsOf(snapshot)));
  if (!known || !sends || submit === undefined || logInWords.signUp.test(said)) return null;
  return { stage: 'user', user: user.index, submit };
}

/** The form by which one logs in; null where the page has none. Sign-up forms and changes of a password are none. */
export function findLogInForm(snapshot: PageSnapshot): LogInForm | null {
  const groups = groupsOf(snapshot);
  const withPasswords = groups.flatMap(({ fields, form }) => withPassword(snapshot, fields, form) ?? []);
  const said = ({ submit }: LogInForm) => logInWords.enter.test(wordsOf(snapshot.elements[submit ?? -1]));
  return (
    withPasswords.find(said) ??
    withPasswords[0] ??
    groups.flatMap(({ fields, form }) => withUserAlone(snapshot, fields, form) ?? [])[0] ??
    null
  );
}

/** The form that asks for a one-time code; to be asked only after a password was taken. */
export function findCodeForm(snapshot: PageSnapshot): LogInForm | null {
  // A bare “code” is one of an authenticator only on a page that is about nothing else.
  const isBare = snapshot.elements.filter(({ interactive, visible }) => interactive && visible !== false).length <= 12;
  const aboutCodes = isBare || logInWords.code.test(headsOf(snapshot));
  for (const { fields, form } of groupsOf(snapshot)) {
    if (fields.some(({ element }) => element.type === 'password' && !logInWords.code.test(hintsOf(element)))) continue;
    const code = fields.find(
      ({ element }) =>
        autocompleteOf(element) === 'one-time-code' ||
        logInWords.code.test(hintsOf(element)) ||
        (logInWords.maybeCode.test(hintsOf(element)) && aboutCodes && fields.length === 1),
    );
    if (!code) continue;
    const submit = submitOf(snapshot, form, code.index);
    return { stage: 'code', code: code.index, ...(submit !== undefined && { submit }) };
  }
  return null;
}

/** Whether the page asks for a second factor that nobody can give by typing a code into one field. */
export const asksForOtherFactor = (snapshot: PageSnapshot): boolean => logInWords.code.test(headsOf(snapshot));

const isEntry = (element: PageElement): boolean =>
  element.interactive &&
  element.visible !== false &&
  /^(link|button|menuitem|tab)$/.test(element.role ?? '') &&
  (element.name ?? '').length <= 40 &&
  !element.frame;

/** Links and buttons that lead to a log-in form, the likeliest first. */
export function findLogInEntries(snapshot: PageSnapshot): number[] {
  const rank = (element: PageElement): number => {
    const words = `${element.name ?? ''} ${element.title ?? ''}`;
    if (logInWords.elsewhere.test(words) || logInWords.leave.test(words)) return 0;
    if (logInWords.enter.test(words)) return words.trim().length < 15 ? 3 : 2;
    return logInWords.account.test(words) ? 1 : 0;
  };
  return snapshot.elements
    .map((element, index) => ({ index, rank: isEntry(element) ? rank(element) : 0 }))
    .filter((entry) => entry.rank > 0)
    .sort((a, b) => b.rank - a.rank || a.index - b.index)
    .map(({ index }) => index);
}

/** Whether the page offers to log in, by a form or by a plain word. */
export const offersLogIn = (snapshot: PageSnapshot): boolean =>
  findLogInForm(snapshot) !== null ||
  findLogInEntries(snapshot).some((index) => logInWords.enter.test(snapshot.elements[index]?.name ?? ''));

/** Elements that end the session. */
export const findLeave = (snapshot: PageSnapshot): number[] =>
  snapshot.elements.flatMap((element, index) =>
    isEntry(element) && logInWords.leave.test(`${element.name ?? ''} ${element.title ?? ''}`) ? [index] : [],
  );
