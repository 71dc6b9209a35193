import { destroying, type AppModel, type AppState, type InteractionLevel, type PageForm } from '@testforge/core';
import { isBelowThing } from './below-thing.js';
import { textOf } from './checkpoint-pair.js';
import {
  asksOnly,
  choosing,
  isButton,
  isFilled,
  pageWords,
  passwords,
  spaced,
  submitWords,
  typed,
  worded,
  type PlacedForm,
} from './form-kind.js';
import { keeping, making, onward, stepMark } from './making-words.js';
import { isOfRow } from './of-row.js';
import { submitsOf } from './sending-buttons.js';
import { hasVariable, isOnePage, openerWords, pathOf } from './state-place.js';
import { templateOf } from './url-template.js';
import { vocabulary } from './vocabulary.js';

/** What may be somebody's own words, or a file of his own. */
const written: readonly string[] = [...worded, 'file', 'password', 'search'];

/** The parts of an address that are the same for all things of its kind, as words; a thing may be called anything. */
const fixedWords = (template: string): string =>
  spaced(
    template
      .split(/[/?&]/)
      .filter((part) => !part.startsWith(':'))
      .join('/')
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'),
  );

/** What is done to things that are there. */
const altering =
  /(?<!\p{L})(?:convert|move|merge|transfer|(?:un)?publish|(?:un)?lock|revert|restore|umwandeln|verschieben|zusammenführen|veröffentlichen|convertir|déplacer|fusionner|publier|mover|fusionar|publicar)(?!\p{L})/iu;

const longestMark = 60;

/** “Step 1 of 3”: what is chosen there is for what the last step makes. */
const isFirstOfSteps = ({ snapshot: { elements } }: AppState): boolean =>
  elements.some((element) => {
    const text = textOf(element);
    return element.visible !== false && text.length < longestMark && stepMark.test(text) && /(?<!\d)1(?!\d)/.test(text);
  });

const mayRead = (placed: PlacedForm): boolean => asksOnly(placed) && placed.form.method.toLowerCase() === 'get';

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
