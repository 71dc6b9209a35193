import type { FormField, PageElement, PageForm, PageSnapshot } from '@testforge/core';
import { textOf, tidy } from './checkpoint-pair.js';
import {
  beingMade,
  ending,
  isMadeWords,
  needsMore,
  onward,
  plainest,
  reachesOut,
  stepMark,
  stillAsked,
} from './making-words.js';
import { decode } from './effects/address.js';
import { isInRow } from './of-row.js';
import { says } from './own-value.js';
import { seenFor } from './sending-buttons.js';
import { slug } from './slug.js';
import { vocabulary } from './vocabulary.js';

/** How far the making of a thing has come, as a page shows it. */
export interface Making {
  /** The page before. */
  before: PageSnapshot;
  page: PageSnapshot;
  /** What was entered of the thing so far; the value by which it is known first. */
  own: readonly string[];
  /** Fields that were filled in or left before. */
  known: ReadonlySet<string>;
  /** Whether anything was sent since it was certain that the thing is not there yet, with which it may have been made. */
  mayBeThere: boolean;
}

const passive: readonly string[] = ['hidden', 'submit', 'button', 'reset', 'image'];
const frame = /navigation|banner|contentinfo|complementary|search/i;
const { destructive, paying, sending, leaving, contact, search, narrowing, switching, logIn, signUp } = vocabulary;
const goingBack =
  /^\W*(?:cancel|back|previous|close|discard|abbrechen|zurück|schließen|annuler|retour|précédente?|fermer|cancelar|volver|atrás|anterior|cerrar)(?!\p{L})/iu;
const onlyShowing =
  /(?<!\p{L})(?:preview|vorschau|aperçu|previsualizar|vista previa|another|weitere[rns]?|autre|otr[oa])(?!\p{L})/iu;

export const wordsOf = ({ name, text, value, title }: PageElement): string => tidy(name || text || value || title);
const spaced = (text: string): string => text.replace(/[-_/.=&?+]/g, ' ');
const noElement: PageElement = { tag: '', interactive: false };
const isThere = (element: PageElement | undefined): element is PageElement =>
  element !== undefined && element.visible !== false && element.enabled !== false;

/** By what a field is known from one page to the next. */
export const fieldKey = ({ type, nameAttr = '', label }: FormField): string => `${type}|${nameAttr}|${label}`;

/** Fields of a form that somebody could fill in now. */
export const usableFields = ({ elements }: PageSnapshot, { fields }: PageForm): FormField[] =>
  fields.filter(({ type, element }) => !passive.includes(type) && isThere(elements[element]));

const withoutOwn = (text: string, own: readonly string[]): string =>
  own.reduce((rest, value) => rest.replaceAll(value, ' ').replaceAll(slug(value) || value, ' '), text);

/** Headings, the page's own first. */
const headingsOf = ({ elements }: PageSnapshot): string[] =>
  elements
    .filter((element) => element.role === 'heading' && element.visible !== false)
    .sort((a, b) => Number(b.tag === 'h1') - Number(a.tag === 'h1'))
    .map(textOf);

/** Whether the page tells of a thing that may be there already. */
const isNamed = ({ page, own, mayBeThere }: Pick<Making, 'page' | 'own' | 'mayBeThere'>): boolean =>
  mayBeThere && own.some((text) => says(page, text));

/**
 * What the page asks for: its own heading or those that came with the last step, and the end of its address. Where the thing
 * may be there already and is named, other headings are about what may be added to it.
 */
function questions({ before, page, own, mayBeThere }: Making, form?: PageForm): string[] {
  const known = new Set(headingsOf(before));
  const headings = headingsOf(page);
  const moved = new URL(before.url).pathname !== new URL(page.url).pathname;
  const ending = new URL(page.url).pathname.split('/').slice(-3).join('/');
  return [
    ...(isNamed({ page, own, mayBeThere })
      ? []
      : [...headings.filter((text) => !known.has(text)), form?.heading ?? '']),
    ...(moved ? [headings[0] ?? '', spaced(decode(ending))] : []),
  ].map((text) => withoutOwn(text, own));
}

/** Whether the page says that the thing is only being made. */
const isAsking = (making: Making, form?: PageForm): boolean =>
  questions(making, form).some((text) => beingMade.test(text) || stillAsked.test(text)) ||
  making.page.elements.some(
    (element) => isThere(element) && stepMark.test(textOf(element)) && textOf(element).length < 60,
  );

/** Whether the page says that the thing is made. */
const isToldMade = ({ before, page }: Making): boolean =>
  page.messages.some((text) => !before.messages.includes(text) && isMadeWords.test(tidy(text)));

/** Whether something is done that nobody asked for: destroys, pays, reaches others, lets in or out, only asks. */
const isOther = (words: string): boolean =>
  [destructive, paying, sending, leaving, switching, logIn, signUp, reachesOut].some((bad) => bad.test(words));
const isHeadedOther = (words: string): boolean =>
  [destructive, paying, sending, leaving].some((bad) => bad.test(words));

/** The button that takes the thing a step further. */
function goingOn(page: PageSnapshot, { submits }: PageForm): number | null {
  const seen = submits.flatMap((index) => seenFor(page, index) ?? []);
  const fit = seen.filter((index) => {
    const element = page.elements[index];
    return isThere(element) && ![goingBack, onlyShowing].some((bad) => bad.test(wordsOf(element)));
  });
  const told = fit.find((index) => {
    const said = wordsOf(page.elements[index] as PageElement);
    return onward.test(said) || vocabulary.writing.test(said);
  });
  return told ?? fit[0] ?? null;
}

export interface FurtherForm {
  form: PageForm;
  fields: FormField[];
  submit: number;
}

/** Of what kind the form is does not let it be a part of a making. */
function isElsewhere(page: PageSnapshot, form: PageForm, fields: readonly FormField[], said: string): boolean {
  const asks = fields.some(({ type, nameAttr = '' }) => type === 'search' || search.test(nameAttr));
  const secret = fields.some(({ type, autocomplete = '' }) => type === 'password' || /^cc-/.test(autocomplete));
  const others = contact.test(`${said} ${form.heading ?? ''}`) || narrowing.test(said) || search.test(said);
  return (
    frame.test(form.landmark ?? '') || asks || secret || others || isOther(said) || isHeadedOther(form.heading ?? '')
  );
}

/** Whether the form belongs to the thing that is being made, or may as well be there for another purpose. */
function isOfMaking(making: Making, { form, fields, submit }: FurtherForm): boolean {
  const { page, own, known, mayBeThere } = making;
  const said = wordsOf(page.elements[submit] as PageElement);
  const isNew = fields.some((field) => !known.has(fieldKey(field)));
  const asking = isAsking(making, form);
  if (fields.length === 0)
    return ending.test(said) && asking && (own.length === 0 || own.some((text) => says(page, text)));
  if (!isNew) return false;
  // Beside a thing that is there, a button that completes something may complete anything.
  if (asking || (onward.test(said) && !isNamed(making))) return true;
  const holdsOwn = fields.some(({ element }) => own.includes(page.elements[element]?.value ?? ''));
  const isAbout = own.some((text) => [text, slug(text)].some((part) => part !== '' && decode(page.url).includes(part)));
  return !mayBeThere && (own.length === 0 || holdsOwn || isAbout);
}

/** Whether the page holds a second form alike: one a row. */
function hasTwin({ elements, forms }: PageSnapshot, form: PageForm): boolean {
  const lookOfForm = ({ fields, submits }: PageForm): string =>
    JSON.stringify([fields.map(fieldKey), submits.map((index) => wordsOf(elements[index] ?? noElement))]);
  return forms.some((other) => other !== form && lookOfForm(other) === lookOfForm(form));
}

/** The form with which the thing goes on being made; null where it is made, or nothing more is asked. */
export function furtherForm(making: Making): FurtherForm | null {
  if (isToldMade(making)) return null;
  const { page } = making;
  for (const form of page.forms) {
    const [fields, submit] = [usableFields(page, form), goingOn(page, form)];
    const element = page.elements[submit ?? -1];
    // What stands in a row is about that row's thing.
    if ((element !== undefined && isInRow(page, element)) || hasTwin(page, form)) continue;
    if (submit === null || element === undefined || isElsewhere(page, form, fields, wordsOf(element))) continue;
    const further = { form, fields, submit };
    if (isOfMaking(making, further)) return further;
  }
  return null;
}

/** Whether a link leads further into what is being made: it bears its name, lies below this page or asks it for more. */
function leadsFurther({ href = '' }: PageElement, { page, own }: Making): boolean {
  const [here, there] = [new URL(page.url), URL.parse(href, page.url)];
  if (there?.origin !== here.origin || there.href === here.href || href.startsWith('#')) return false;
  const parent = here.pathname.replace(/[^/]+\/?$/, '');
  const isNear = parent.length > 1 && there.pathname.startsWith(parent);
  const bearsOwn = own.some((text) => decode(there.href).includes(text));
  return there.pathname === here.pathname ? there.search !== here.search : isNear || bearsOwn;
}

const lookOf = ({ tag, role, classes = [] }: PageElement): string => [tag, role, ...classes].join(' ');
const fewest = 2;

/** The plainest of the kinds that the page offers to choose from; null where it asks for none. */
export function plainestOffer(making: Making): PageElement | null {
  const { before, page, own } = making;
  if (isToldMade(making) || !isAsking(making)) return null;
  const known = new Set(
    before.elements.filter(({ visible }) => visible !== false).map((each) => `${lookOf(each)} ${wordsOf(each)}`),
  );
  const ofForms = new Set(page.forms.flatMap(({ submits }) => submits));
  const offers = page.elements.filter(
    (element, index) =>
      isThere(element) &&
      (element.role === 'button'
        ? !ofForms.has(index) && !isInRow(page, element)
        : element.role === 'link' && leadsFurther(element, making)) &&
      !frame.test(element.landmark ?? '') &&
      /\p{L}/u.test(wordsOf(element)) &&
      own.every((text) => !wordsOf(element).includes(text)) &&
      !known.has(`${lookOf(element)} ${wordsOf(element)}`) &&
      ![goingBack, onlyShowing].some((bad) => bad.test(wordsOf(element))) &&
      !isOther(wordsOf(element)),
  );
  const alike = [...Map.groupBy(offers, lookOf).values()].sort((a, b) => b.length - a.length)[0] ?? [];
  const light = alike.filter((element) => !needsMore.test(wordsOf(element)));
  // One that is left alone of several is still a choice; one alone on a page may lead anywhere.
  return alike.length < fewest
    ? onlyWay(offers)
    : (light.find((element) => plainest.test(wordsOf(element))) ?? light[0] ?? null);
}

/** A single way on says that it is one. */
const onlyWay = (offers: readonly PageElement[]): PageElement | null =>
  offers.find((element) => onward.test(wordsOf(element)) || plainest.test(wordsOf(element))) ?? null;
