import type { AppModel, AppState, FormField, InteractionLevel, PageForm } from '@testforge/core';
import { pathOf, soundStates } from './state-place.js';
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
const choosing: readonly string[] = ['select', 'select-one', 'select-multiple', 'checkbox', 'radio', 'range'];

/** Whether sending the form only asks for something. */
export const asksOnly = ({ kind }: PlacedForm): boolean => kind === 'search' || kind === 'filter';

const typed = (form: PageForm): FormField[] =>
  form.fields.filter((field) => !['hidden', 'submit', 'button', 'reset', 'image'].includes(field.type));
const passwords = (form: PageForm): number => form.fields.filter((field) => field.type === 'password').length;

function submitWords(state: AppState, form: PageForm): string {
  return form.submits
    .map((index) => state.snapshot.elements[index])
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

function kindOf(state: AppState, form: PageForm): FormKind {
  const words = [submitWords(state, form), form.label, form.action, form.heading ?? '']
    .join(' ')
    .replace(/[-_/]/g, ' ');
  if (passwords(form) > 1 && !vocabulary.signUp.test(words) && typed(form).every(({ type }) => type === 'password'))
    return 'password';
  if (passwords(form) > 0)
    return passwords(form) === 1 && typed(form).length <= 3 && !vocabulary.signUp.test(words) ? 'login' : 'signup';
  // A form without a method says `get` too, though a script may send it anywhere: only what looks like asking is taken for it.
  const asks = form.method.toLowerCase() === 'get' && !vocabulary.writing.test(submitWords(state, form));
  if (asks && isSearch(form)) return 'search';
  if (asks && typed(form).every(({ type }) => choosing.includes(type))) return 'filter';
  if (vocabulary.cart.test(words)) return 'cart';
  return vocabulary.contact.test(words) ? 'contact' : 'other';
}

function nameOf(state: AppState, form: PageForm): string {
  const submit = state.snapshot.elements[form.submits[0] ?? -1];
  return (submit?.name ?? submit?.text ?? form.heading ?? form.label).trim() || form.label;
}

/** Whether the level allows a form to be sent. Only what deletes, pays or reaches others is left to `disposable`. */
export function maySend(form: PlacedForm, level: InteractionLevel): boolean {
  // With another password the next run would not get in, whatever the level.
  if (form.kind === 'password') return false;
  if (level === 'disposable') return true;
  const words = [submitWords(form.state, form.form), form.name].join(' ');
  if (
    [vocabulary.destructive, vocabulary.paying, vocabulary.sending, vocabulary.leaving].some((bad) => bad.test(words))
  )
    return false;
  return level === 'write' || asksOnly(form);
}

/** Forms with the same fields that go to the same place are one form, wherever they stand. */
const signature = (model: AppModel, { form }: PlacedForm): string =>
  [
    form.method.toLowerCase(),
    pathOf(form.action, model.url) ?? form.action,
    ...typed(form).map((field) => field.nameAttr ?? field.label),
  ].join('|');

/** A form that stands on many pages with differing addresses to send to: told by its fields and its label. */
const templateSignature = ({ state, form }: PlacedForm): string =>
  [
    state.template,
    form.method.toLowerCase(),
    form.label,
    ...typed(form).map((field) => field.nameAttr ?? field.label),
  ].join('|');

/** Every form of the app that has something to fill in or to send, once, on the nearest page that shows it. */
export function placedForms(model: AppModel): PlacedForm[] {
  const seen = new Set<string>();
  return soundStates(model)
    .flatMap((state) =>
      state.snapshot.forms.map((form): PlacedForm => ({
        state,
        form,
        kind: kindOf(state, form),
        name: nameOf(state, form),
      })),
    )
    .filter((placed) => placed.form.submits.length > 0 || placed.kind === 'search')
    .filter((placed) => {
      const signatures = [signature(model, placed), templateSignature(placed)];
      const fresh = signatures.every((text) => !seen.has(text));
      signatures.forEach((text) => seen.add(text));
      return fresh;
    });
}
