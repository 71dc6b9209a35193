import { type AppModel, type AppState, type FormField, type PageElement, type PageForm } from '@testforge/core';
import { isInside } from '@testforge/browser';
import { isDoor } from './is-door.js';
import { keeping, making } from './making-words.js';
import { textOf } from './checkpoint-pair.js';
import { rowSets } from './row-sets.js';
import { plainlySending, submitsOf } from './sending-buttons.js';
import { hasVariable, openerWords, pathOf, soundStates } from './state-place.js';
import { withoutMark } from './step-title.js';
import { vocabulary } from './vocabulary.js';

export type FormKind = 'search' | 'filter' | 'login' | 'signup' | 'cart' | 'contact' | 'password' | 'other';

/** A form on a page where it can be filled in. */
export interface PlacedForm {
  state: AppState;
  form: PageForm;
  kind: FormKind;
  /** Prose, as a person would call it. */
  name: string;
}

/** Fields that offer a choice; a filter has no others. */
export const choosing: readonly string[] = [
  'select',
  'select-one',
  'select-multiple',
  'select-custom',
  'checkbox',
  'radio',
  'range',
];

/** Whether sending the form only asks for something. */
export const asksOnly = ({ kind }: PlacedForm): boolean => kind === 'search' || kind === 'filter';

export const typed = (form: PageForm): FormField[] =>
  form.fields.filter((field) => !['hidden', 'submit', 'button', 'reset', 'image'].includes(field.type));
export const passwords = (form: PageForm): number => form.fields.filter((field) => field.type === 'password').length;

/** A button that nobody sees, there for the Enter key: its usual word was not chosen to say anything. */
const isSilent = (element: PageElement | undefined): boolean =>
  element?.visible === false &&
  /^\W*(?:submit(?: query)?|ok|go|senden|absenden|envoyer|soumettre|enviar)?\W*$/iu.test(
    element.name ?? element.text ?? element.value ?? '',
  );

export function submitWords(state: AppState, form: PageForm): string {
  return submitsOf(state, form)
    .map((index) => state.snapshot.elements[index])
    .filter((element) => !isSilent(element))
    .map((element) => [element?.name, element?.text, element?.value].filter(Boolean).join(' '))
    .join(' ');
}

const isSearch = (form: PageForm): boolean =>
  typed(form).some(
    (field) =>
      field.type === 'search' ||
      (['text', ''].includes(field.type) &&
        (vocabulary.search.test(field.nameAttr ?? '') || vocabulary.search.test(field.label))),
  );

const personal: readonly string[] = ['email', 'tel', 'password', 'textarea', 'file'];

/** A form that says `get` of its own accord: it leads elsewhere, or its button narrows what is shown. */
const onlyAsks = (state: AppState, form: PageForm): boolean =>
  !typed(form).some(({ type }) => personal.includes(type)) &&
  typed(form).length > 0 &&
  (vocabulary.narrowing.test(`${submitWords(state, form)} ${form.label.replace(/[-_]/g, ' ')}`) ||
    pathOf(form.action, state.snapshot.url) !== pathOf(state.snapshot.url, state.snapshot.url));

const seeking = (words: string): boolean =>
  (vocabulary.search.test(words) || /(?<!\p{L})filter/iu.test(words)) && !vocabulary.writing.test(words);

export const worded: readonly string[] = ['text', 'textarea', 'email', 'url', 'tel', ''];

export const isFilled = ({ snapshot }: AppState, { type, initial, element }: FormField): boolean =>
  worded.includes(type) && (initial || snapshot.elements[element]?.value || '').trim() !== '';

export const spaced = (text: string): string => text.replace(/[-_/?=&.]/g, ' ');

/** What a page says it is about. */
export const pageWords = ({ path, snapshot }: AppState): string =>
  [spaced(path), ...snapshot.headings.map(({ text }) => text)].join(' ');

/**
 * What a form with a password is. Only who is not logged in signs up or logs in, and settings may hold a password too:
 * sent for a sign-up, they would be overwritten, or the tests would lose their own way in.
 */
function passwordKind(model: AppModel, state: AppState, form: PageForm, words: string): FormKind {
  const signsUp = vocabulary.signUp.test(words);
  if (passwords(form) > 1 && !signsUp && typed(form).every(({ type }) => type === 'password')) return 'password';
  const isInside = model.logIn !== undefined && state.signedOut !== true;
  const isThere = typed(form).some((field) => isFilled(state, field));
  if (isInside || vocabulary.settings.test(pageWords(state))) return isThere ? 'password' : 'other';
  if (signsUp) return 'signup';
  if (passwords(form) === 1 && typed(form).length <= 3) return 'login';
  if (isThere) return 'password';
  return typed(form).some(({ type, label }) => type === 'email' || /e-?mail/i.test(label)) ? 'signup' : 'other';
}

/** What a click opens on the page of a thing is done to that thing, unless its button says that it narrows what is shown. */
const isDoneToThing = (state: AppState, form: PageForm): boolean =>
  hasVariable(state.template) &&
  state.reach.at(-1)?.kind === 'click' &&
  !vocabulary.narrowing.test(submitWords(state, form));

function kindOf(model: AppModel, state: AppState, form: PageForm): FormKind {
  const words = [submitWords(state, form), form.label, form.action, form.heading ?? '']
    .join(' ')
    .replace(/[-_/]/g, ' ');
  if (isDoor(model, state, typed(form))) return 'login';
  if (passwords(form) > 0) return passwordKind(model, state, form, words);
  // A form without a method says `get` too, though a script may send it anywhere: only what looks like asking is taken for it.
  const asks = form.method.toLowerCase() === 'get' && !vocabulary.writing.test(submitWords(state, form));
  if (asks && isSearch(form)) return 'search';
  const choices = typed(form).length > 0 && typed(form).every(({ type }) => choosing.includes(type));
  const chooses = choices && !isDoneToThing(state, form);
  if (asks && (chooses || onlyAsks(state, form))) return 'filter';
  // A long question may be sent by any method.
  if (typed(form).length > 0 && seeking(submitWords(state, form))) return 'filter';
  if (vocabulary.cart.test(words)) return 'cart';
  // A contact may also be a person whom the app keeps: what makes or keeps one is no message.
  const isMessage = vocabulary.contact.test(words) && ![making, keeping].some((word) => word.test(words));
  return isMessage ? 'contact' : 'other';
}

/** What the button of a window says says little; what opened the window says what it is for. */
function nameOf(state: AppState, form: PageForm): string {
  const submit = state.snapshot.elements[submitsOf(state, form)[0] ?? -1];
  const button = isSilent(submit) ? undefined : (submit?.name ?? submit?.text);
  const opener = plainlySending.test(button ?? '') ? openerWords(state) : '';
  if (/\p{L}/u.test(opener) && opener.length <= 40) return withoutMark(opener);
  return withoutMark(button ?? form.heading ?? form.label) || form.label;
}

/** A form without a field to fill in: a button that sends. */
export const isButton = ({ form }: PlacedForm): boolean => typed(form).length === 0;

/** Forms with the same fields that go to the same place are one form, wherever they stand. */
const signature = (model: AppModel, placed: PlacedForm): string => {
  const { state, form } = placed;
  // Where a script sends it nobody knows where to: on each kind of page it may be another, unless it only asks.
  const isEverywhere = asksOnly(placed) || /banner|navigation|contentinfo/.test(form.landmark ?? '');
  const action = form.action === '' && !isEverywhere ? state.template : form.action;
  return [
    form.method.toLowerCase(),
    pathOf(action, model.url) ?? action,
    ...typed(form).map((field) => field.nameAttr ?? field.label),
  ].join('|');
};

/** A form that stands on many pages with differing addresses to send to: told by its fields and its label. */
const templateSignature = ({ state, form }: PlacedForm): string =>
  [
    state.template,
    form.method.toLowerCase(),
    form.label,
    ...typed(form).map((field) => field.nameAttr ?? field.label),
  ].join('|');

const leastAlike = 3;

/** What many forms of one page share that do the same to one thing each: a language each, a row each. */
const family = ({ state, form }: PlacedForm): string =>
  [
    state.key,
    form.method.toLowerCase(),
    URL.parse(form.action)?.pathname.split('/').slice(0, -1).join('/') ?? '',
    ...form.fields.map((field) => `${field.type} ${field.nameAttr ?? ''}`),
  ].join('|');

/** Of many forms alike the first. */
function withoutFamilies(all: readonly PlacedForm[]): PlacedForm[] {
  const members = Map.groupBy(all, family);
  return all.filter((placed) => {
    const alike = members.get(family(placed)) ?? [];
    return alike.length < leastAlike || alike[0] === placed;
  });
}

/** A select by which a list is put in order, or that offers what rows of the list say, sends itself. */
const asksByItself = ({ form, kind, state }: PlacedForm): boolean => {
  const fields = typed(form);
  if (kind !== 'filter' || fields.length !== 1 || !fields.every(({ type }) => /^select/.test(type))) return false;
  const said = rowSets(state.snapshot, leastRows).flatMap(({ rows }) => partsOf(state, rows));
  return fields.some(
    ({ label, nameAttr = '', options = [], initial }) =>
      vocabulary.sorting.test(`${label} ${nameAttr}`) ||
      options.some((option) => option.value !== initial && said.some((text) => names(text, option.label.trim()))),
  );
};

const leastRows = 3;

const isLong = (label: string): boolean => label.length >= 5 && /\p{L}{3}/u.test(label);

/** Whether a part of a row is what an option says, or says it beside other things: “24 h · Kim Doe”. */
const names = (text: string, label: string): boolean =>
  text === label || (isLong(label) && text.split(/\s*[·|•,;/\n]\s*/).includes(label));

/** What stands in rows, each part by itself. */
const partsOf = ({ snapshot }: AppState, rows: readonly PageElement[]): string[] =>
  snapshot.elements.filter((element) => rows.some((row) => isInside(element, row))).map(textOf);

/** Every form of the app that has something to fill in or to send, once, on the nearest page that shows it. */
export function placedForms(model: AppModel): PlacedForm[] {
  const seen = new Set<string>();
  const all = soundStates(model).flatMap((state) =>
    state.snapshot.forms.map((form): PlacedForm => ({
      state,
      form,
      kind: kindOf(model, state, form),
      name: nameOf(state, form),
    })),
  );
  return withoutFamilies(all)
    .filter((placed) => placed.form.submits.length > 0 || placed.kind === 'search' || asksByItself(placed))
    .filter((placed) => {
      const signatures = [signature(model, placed), templateSignature(placed)];
      const fresh = signatures.every((text) => !seen.has(text));
      signatures.forEach((text) => seen.add(text));
      return fresh;
    });
}
