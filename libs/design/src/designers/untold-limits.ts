import type { AppModel, FormField } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { birth } from '../field-value.js';
import { placedForms, type PlacedForm } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { anyOf } from '../list-words.js';
import { namesRecord } from '../own-value.js';
import { onceAPlace, refusedDraft, type Outside } from './boundary.js';
import { openFields } from './fill-form.js';
import { happyKey } from './form-happy.js';
import { makesRecord } from './record-places.js';

const mostForms = 4;
const mostOfForm = 5;
const tooLong = 300;
/** Nobody books, owes or promises anything for a day so far back. */
const longPast = '2001-01-01';
const farAhead = '2099-01-01';

/** Numbers of which there must be something. */
const counted = anyOf(
  'amount|price|cost|fee|quantity|qty|hours|stock|seats|guests|persons|people|servings|capacity|duration|weight|salary|budget',
  'betrag|preis|kosten|gebühr|menge|anzahl|stunden|bestand|plätze|gäste|personen|dauer|gewicht|gehalt',
  'montant|prix|coût|frais|quantité|heures|stock|places|personnes|durée|poids',
  'importe|precio|coste|tarifa|cantidad|horas|existencias|plazas|personas|duración|peso',
);
const phone = /phone|mobile|telefon|téléphone|teléfono|(?<!\p{L})(?:tel|handy)(?!\p{L})/iu;

const words = ({ label, nameAttr = '' }: FormField): string => `${label} ${nameAttr.replace(/[-_[\]]/g, ' ')}`;

/** Whether the markup itself says how far a field goes; what lies outside of that is tried by another rule. */
const isTold = ({ min = '', max = '', pattern }: FormField): boolean =>
  min !== '' || max !== '' || pattern !== undefined;

function numbers(field: FormField): Outside[] {
  if (isTold(field) || (field.type !== 'number' && !counted.test(words(field)))) return [];
  return [
    { name: 'nothing', value: '0', words: 'nothing at all' },
    { name: 'negative', value: '-1', words: 'below nothing' },
  ];
}

function days(field: FormField): Outside[] {
  if (field.type !== 'date' || isTold(field)) return [];
  return birth.test(words(field))
    ? [{ name: 'ahead', value: farAhead, words: 'still to come' }]
    : [{ name: 'past', value: longPast, words: 'long past' }];
}

function texts(field: FormField): Outside[] {
  const { type, label, nameAttr, minLength = 0, maxLength } = field;
  if (!['text', 'tel', ''].includes(type) || field.pattern !== undefined) return [];
  if (type === 'tel' || phone.test(words(field)))
    return [{ name: 'format', value: 'abc', words: 'no telephone number' }];
  if (!namesRecord(label, nameAttr)) return [];
  return [
    ...(minLength === 0 ? [{ name: 'short', value: 'X', words: 'a single letter' }] : []),
    ...(maxLength === undefined
      ? [{ name: 'long', value: 'X'.repeat(tooLong), words: `of ${String(tooLong)} letters` }]
      : []),
  ];
}

/** What says the same of a field less plainly is only tried where the plainer is taken. */
function draftsOf(model: AppModel, placed: PlacedForm, field: FormField): Draft[] {
  const follows = happyKey(placed);
  const refused = (outside: Outside): Draft[] =>
    refusedDraft(model, placed, field, { ...outside, designer: 'untold-limit' }).map((draft) => ({
      ...draft,
      watch: { ...draft.watch, follows },
    }));
  const [first, ...others] = [...numbers(field), ...days(field), ...texts(field)].flatMap(refused);
  const isNumber = numbers(field).length > 0;
  return first === undefined
    ? []
    : [
        first,
        ...others.map((draft) => (isNumber ? { ...draft, watch: { ...draft.watch, insteadOf: first.key } } : draft)),
      ];
}

/**
 * What no markup forbids an app may refuse all the same: no price, a day long past, a name of one letter. Each is tried, and
 * is a test where the app says no; where it takes it, there is none, nor where it does not take the form filled in well.
 */
export const untoldLimits: Designer = (model) =>
  model.interaction === 'read'
    ? []
    : onceAPlace(placedForms(model).filter((placed) => makesRecord(placed) && maySend(model, placed)))
        .slice(0, mostForms)
        .flatMap((placed) =>
          openFields(placed)
            .filter(({ element }) => placed.state.snapshot.elements[element]?.visible !== false)
            .flatMap((field) => draftsOf(model, placed, field))
            .slice(0, mostOfForm),
        );
