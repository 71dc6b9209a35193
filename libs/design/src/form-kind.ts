import {
  destroying,
  type AppModel,
  type AppState,
  type FormField,
  type InteractionLevel,
  type PageElement,
  type PageForm,
} from '@testforge/core';
import { isInside } from '@testforge/browser';
import { isBelowThing } from './below-thing.js';
import { isDoor } from './is-door.js';
import { onward, stepMark } from './making-words.js';
import { isOfRow } from './of-row.js';
import { textOf } from './checkpoint-pair.js';
import { rowSets } from './row-sets.js';
import { plainlySending, submitsOf } from './sending-buttons.js';
import { hasVariable, isOnePage, openerWords, pathOf, soundStates } from './state-place.js';
import { withoutMark } from './step-title.js';
import { templateOf } from './url-template.js';
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
const choosing: readonly string[] = [
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

const typed = (form: PageForm): FormField[] =>
  form.fields.filter((field) => !['hidden', 'submit', 'button', 'reset', 'image'].includes(field.type));
const passwords = (form: PageForm): number => form.fields.filter((field) => field.type === 'password').length;

/** A button that nobody sees, there for the Enter key: its usual word was not chosen to say anything. */
const isSilent = (element: PageElement | undefined): boolean =>
  element?.visible === false &&
  /^\W*(?:submit(?: query)?|ok|go|senden|absenden|envoyer|soumettre|enviar)?\W*$/iu.test(
    element.name ?? element.text ?? element.value ?? '',
  );

function submitWords(state: AppState, form: PageForm): string {
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

const worded: readonly string[] = ['text', 'textarea', 'email', 'url', 'tel', ''];

/** What may be somebody's own words, or a file of his own. */
const written: readonly string[] = [...worded, 'file', 'password', 'search'];

const isFilled = ({ snapshot }: AppState, { type, initial, element }: FormField): boolean =>
  worded.includes(type) && (initial || snapshot.elements[element]?.value || '').trim() !== '';

const spaced = (text: string): string => text.replace(/[-_/?=&.]/g, ' ');

/** The parts of an address that are the same for all things of its kind, as words; a thing may be called anything. */
const fixedWords = (template: string): string =>
  spaced(
    template
      .split(/[/?&]/)
      .filter((part) => !part.startsWith(':'))
      .join('/')
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'),
  );

/** That something new is made. */
const making =
  /(?<!\p{L})(?:new|add|create|invite|register|neue?[rns]?|anlegen|hinzufügen|einladen|nouvelle|nouvel|nouveau|ajouter|créer|inviter|nuev[oa]|añadir|crear|invitar)(?!\p{L})/iu;

/** What is done to things that are there. */
const altering =
  /(?<!\p{L})(?:convert|move|merge|transfer|(?:un)?publish|(?:un)?lock|revert|restore|umwandeln|verschieben|zusammenführen|veröffentlichen|convertir|déplacer|fusionner|publier|mover|fusionar|publicar)(?!\p{L})/iu;

/** That what is entered is kept with the thing whose page this is: its note, its description. */
const keeping =
  /(?<!\p{L})(?:save|update|apply|speichern|sichern|aktualisieren|enregistrer|sauvegarder|mettre à jour|guardar|actualizar)(?!\p{L})/iu;

/** What a page says it is about. */
const pageWords = ({ path, snapshot }: AppState): string =>
  [spaced(path), ...snapshot.headings.map(({ text }) => text)].join(' ');

const longestMark = 60;

/** “Step 1 of 3”: what is chosen there is for what the last step makes. */
const isFirstOfSteps = ({ snapshot: { elements } }: AppState): boolean =>
  elements.some((element) => {
    const text = textOf(element);
    return element.visible !== false && text.length < longestMark && stepMark.test(text) && /(?<!\d)1(?!\d)/.test(text);
  });

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

const mayRead = (placed: PlacedForm): boolean => asksOnly(placed) && placed.form.method.toLowerCase() === 'get';

/** A form without a field to fill in: a button that sends. */
export const isButton = ({ form }: PlacedForm): boolean => typed(form).length === 0;

const chosen: readonly string[] = [...choosing, 'color'];

/** What only shows or works something out, and changes nothing. */
const showing = /(?<!\p{L})(?:show|view|preview|calculate|compute|roll|shuffle|play|more)(?!\p{L})/iu;

/** Whether anything of the tests' own goes into the form. What is only pressed or chosen is done to what is there. */
const hasOwnWords = (form: PageForm): boolean => typed(form).some(({ type }) => !chosen.includes(type));

/** Whether the form is on its page before the click that this state is behind: “Add …” adds to it then, and opens no new thing. */
const stoodBefore = (model: AppModel, { state, form }: PlacedForm): boolean =>
  model.states.some(
    (other) =>
      isOnePage(other, state) &&
      other.reach.length < state.reach.length &&
      other.snapshot.forms.some(
        ({ label, method, action, fields }) =>
          label === form.label &&
          method === form.method &&
          action === form.action &&
          fields.some(({ nameAttr, type }) =>
            form.fields.some((field) => nameAttr !== undefined && field.nameAttr === nameAttr && field.type === type),
          ),
      ),
  );

/** Whether the form does something to a thing that is there already, and that somebody else may have made. */
function touchesOthers(model: AppModel, placed: PlacedForm): boolean {
  const { state, form, kind } = placed;
  if (asksOnly(placed) || kind === 'cart' || kind === 'login' || kind === 'signup') return false;
  const submit = state.snapshot.elements[submitsOf(state, form)[0] ?? -1];
  const action = pathOf(form.action, model.url) ?? '';
  const isOfOne = hasVariable(state.template) || templateOf(new URL(action, model.url).href).includes(':');
  if (isBelowThing(model, state.template) || isOfRow(model, state)) return true;
  const button = `${submitWords(state, form)} ${form.heading ?? ''}`;
  const begins = onward.test(button) && (making.test(pageWords(state)) || isFirstOfSteps(state));
  if (!hasOwnWords(form) && !begins && ![making, showing, vocabulary.narrowing].some((word) => word.test(button)))
    return true;
  if (isButton(placed))
    return (
      isOfOne ||
      submit?.repeated === true ||
      submit?.group !== undefined ||
      vocabulary.switching.test(`${submitWords(state, form)} ${action.replace(/[-_/]/g, ' ')}`)
    );
  // What opens at “New …” is for a new thing, whatever stands in it by default, and wherever it is opened.
  const opener = openerWords(state);
  if (making.test(opener) && !vocabulary.changing.test(opener) && !stoodBefore(model, placed)) return false;
  // Settings are kept for everybody, or at least for the person whose log-in the tests use.
  const page = pageWords(state);
  if (vocabulary.settings.test(`${page} ${placed.name}`)) return true;
  const makes = making.test(`${page} ${placed.name}`);
  // With a password in it, what is no new thing is somebody's way in, or the app's own.
  if (passwords(form) > 0 && (vocabulary.changing.test(page) || !makes)) return true;
  const changes = vocabulary.changing.test(page) || altering.test(`${page} ${placed.name}`);
  if (isOfOne)
    return (
      // A number or a day for what is there already makes nothing new: it takes from it, or adds to it.
      !typed(form).some(({ type }) => written.includes(type)) ||
      vocabulary.changing.test(spaced(state.path)) ||
      typed(form).some((field) => isFilled(state, field)) ||
      (!makes && keeping.test(submitWords(state, form)))
    );
  return !makes && (changes || typed(form).some((field) => isFilled(state, field)));
}

/** Its button may say no more than “OK”: what it does stands over it, or in the addresses of its page and of where it goes. */
function destroys(model: AppModel, { state, form }: PlacedForm): boolean {
  const target = templateOf(new URL(pathOf(form.action, model.url) ?? '', model.url).href);
  // A heading may tell that a cart is empty; in an address such a word is an order.
  const addresses = [fixedWords(state.template), fixedWords(target)];
  return destroying.test(form.heading ?? '') || addresses.some((words) => vocabulary.destructive.test(words));
}

const others = 'It changes what the tests did not make themselves.';

/** Why a form is not sent at a level; null where it may be. What deletes, pays, reaches others or is theirs is left to `disposable`. */
export function whyNotSent(model: AppModel, form: PlacedForm): string | null {
  const level: InteractionLevel = model.interaction;
  // With another password the next run may not get in, whatever the level.
  if (form.kind === 'password')
    return 'It may change a password that is in use, the one with which the tests log in for instance.';
  if (level === 'disposable') return null;
  const words = [submitWords(form.state, form.form), form.name].join(' ');
  const { destructive, paying, sending, leaving } = vocabulary;
  const isBad = [destructive, paying, sending, leaving].some((bad) => bad.test(words)) || destroys(model, form);
  if (isBad || (level === 'read' && !mayRead(form))) return `The interaction level “${level}” does not let it be sent.`;
  return touchesOthers(model, form) ? others : null;
}

/** Whether nothing but what is others' keeps the form from being sent. */
export const touchesOnly = (model: AppModel, form: PlacedForm): boolean => whyNotSent(model, form) === others;

export const maySend = (model: AppModel, form: PlacedForm): boolean => whyNotSent(model, form) === null;

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
  const said = new Set(rowSets(state.snapshot, leastRows).flatMap(({ rows }) => partsOf(state, rows)));
  return fields.some(
    ({ label, nameAttr = '', options = [], initial }) =>
      vocabulary.sorting.test(`${label} ${nameAttr}`) ||
      options.some((option) => option.value !== initial && said.has(option.label.trim())),
  );
};

const leastRows = 3;

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
