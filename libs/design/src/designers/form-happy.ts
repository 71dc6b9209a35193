import type { AppModel, FormField } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { asksOnly, isButton, placedForms, type FormKind, type PlacedForm } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { draftKey } from '../slug.js';
import { searchForOwn } from './find-by-search.js';
import { openFields, otherWays, sendForm, validly } from './fill-form.js';
import { templateOf } from '../url-template.js';
import { pageName } from '../page-names.js';
import { mainHeading } from '../state-place.js';
import { makesRecord, newsOf, panelsOf, placesOf } from './record-places.js';
import { withTitle } from './with-title.js';

export const flowOf: Record<FormKind, string> = {
  search: 'search',
  filter: 'browse items',
  login: 'log in',
  signup: 'sign up',
  cart: 'cart and check-out',
  contact: 'contact',
  password: 'settings',
  other: 'forms',
};

/** What tells a form from others on its page: where it sends to. Labels and headings are worded anew more often. */
export const formKey = ({ form }: PlacedForm): string =>
  URL.canParse(form.action) ? templateOf(form.action) : form.label;

/** Key of the draft that only sends a form. */
export const happyKey = (placed: PlacedForm): string => draftKey('form-happy', placed.state.template, formKey(placed));

/** Fields of which the designers of filters and orders take care. */
const isChoice = ({ type }: FormField): boolean => type === 'select' || type === 'select-one';

const happyEffects: Draft['watch']['effects'] = [
  'address',
  'heading',
  'message',
  'value',
  'badge',
  'row',
  'field',
  'own',
  'once',
  'relation',
  'choice',
  'count',
  'entered',
];

/** What is watched where a form is sent, and where that what it made is looked for. */
function watchFor(
  model: AppModel,
  placed: PlacedForm,
  steps: Draft['steps'],
  instead?: Draft['watch']['instead'],
): Draft['watch'] {
  const reads = asksOnly(placed);
  return {
    effects: happyEffects,
    consequence: !reads && placed.kind !== 'signup',
    again: !reads,
    mentions: ['other', 'cart'].includes(placed.kind) ? [] : [mainHeading(placed.state)],
    writes: !reads,
    instead,
    ...(makesRecord(placed)
      ? {
          record: 'find' as const,
          places: placesOf(model, placed),
          panels: panelsOf(model, placed),
          news: newsOf(model, placed),
          search: searchForOwn(model, placed, steps),
        }
      : {}),
  };
}

/** Each form that may be sent does its work when it is filled in well. */
export const formHappy: Designer = (model) =>
  placedForms(model)
    .filter((placed) => !['search', 'login'].includes(placed.kind) && maySend(model, placed))
    .flatMap((placed): Draft[] => {
      const reads = asksOnly(placed);
      const steps = sendForm(model, placed, validly(reads || placed.kind === 'cart'));
      // Who asks for nothing is told nothing.
      const asks = steps?.done().some(({ kind }) => ['fill', 'select', 'check'].includes(kind));
      if (steps === null || (reads && (!asks || openFields(placed).every(isChoice)))) return [];
      return [
        {
          key: happyKey(placed),
          title: isButton(placed)
            ? `The button “${placed.name}” on the page “${pageName(model, placed.state)}” does its work`
            : `“${placed.name}” on the page “${pageName(model, placed.state)}” works with valid data`,
          designer: 'form-happy',
          priority: placed.kind === 'cart' || placed.kind === 'signup' ? 'P0' : 'P1',
          reason: 'The form is there to be sent: this is its main use.',
          category: 'functional',
          tags: ['form', placed.kind],
          flow: flowOf[placed.kind],
          pages: [placed.state.template],
          steps: placed.kind === 'cart' ? withTitle(placed, steps.done()) : steps.done(),
          watch: watchFor(model, placed, steps.done(), reads ? undefined : otherWays(model, placed)),
        },
      ];
    });

/** Saves, and then does something more than the plain button: goes on with the thing, or with a new one. */
const savingFurther =
  /(?<!\p{L})(?:save|create|add|speichern|anlegen|enregistrer|créer|guardar|crear)(?!\p{L}).*(?<!\p{L})(?:and|&|und|et|y)(?!\p{L}).*(?<!\p{L})(?:another|new|more|continue|next|weiter\p{L}*|neue[rns]?|autre|nouve\p{L}+|continuer|otr[oa]|nuev[oa]|continuar)(?!\p{L})|\+ ?new(?!\p{L})/iu;

/** Further buttons of a form that save as its first does; of buttons that say the same on many pages the first. */
export const savingWays: Designer = (model) => {
  const told = new Set<string>();
  return placedForms(model)
    .filter((placed) => makesRecord(placed) && !asksOnly(placed) && maySend(model, placed))
    .flatMap((placed): Draft[] =>
      placed.form.submits.slice(1).flatMap((index): Draft[] => {
        const element = placed.state.snapshot.elements[index];
        const words = (element?.name ?? element?.value ?? element?.text ?? '').trim();
        if (element?.visible === false || !savingFurther.test(words) || told.has(words)) return [];
        const steps = sendForm(model, placed, validly(false), { by: index })?.done();
        if (steps === undefined) return [];
        told.add(words);
        return [
          {
            key: draftKey('form-saving-way', placed.state.template, formKey(placed), words),
            title: `“${words}” on the page “${pageName(model, placed.state)}” saves as well`,
            designer: 'form-saving-way',
            priority: 'P2',
            reason: 'Who has more to enter saves by this button, and must not lose what was entered.',
            category: 'functional',
            tags: ['form', placed.kind],
            flow: flowOf[placed.kind],
            pages: [placed.state.template],
            steps,
            watch: watchFor(model, placed, steps, otherWays(model, placed, undefined, index)),
          },
        ];
      }),
    );
};
