import { mayBeMadeByTests, type Fingerprint, type FormField, type StepValue, type UniqueValue } from '@testforge/core';
import { fits, patternSamples } from './field-fits.js';
import { slug } from './slug.js';
import { vocabulary } from './vocabulary.js';

/** What is done with one field of a form. */
export type FieldAction =
  | { kind: 'fill' | 'select'; value: StepValue }
  | { kind: 'check' }
  /** In a box that only looks like a select: opened, then chosen from. */
  | { kind: 'choose'; option: string; plain?: boolean }
  | { kind: 'leave' }
  | { kind: 'impossible'; why: string };

const literal = (value: string): StepValue => ({ kind: 'literal', value });
const fill = (value: StepValue): FieldAction => ({ kind: 'fill', value });
const leave: FieldAction = { kind: 'leave' };

interface TextRule {
  autocomplete?: RegExp;
  words: RegExp;
  value: StepValue;
}

/** Some apps take no address twice. */
const webAddress: StepValue = { kind: 'unique', shape: 'text', prefix: 'https://example.com/page' };

/** A day that lies behind everybody, where all other days lie far ahead. */
export const birth = /birth|(?<!\p{L})(?:born|dob|n[ée]e? le|nacid[oa])(?!\p{L})|geburt|geboren|naissance|nacimiento/iu;
const birthDay = '1990-05-15';

/** A year by itself, of a book or a model. */
const year = /(?<!(?:per|pro|par|por|\/)\s*)(?:(?<!\p{L})(?:year|ann[ée]e|año)|jahr)(?!\p{L})/iu;
const [pastYear, birthYear] = ['2020', '1990'];

const wordsOf = ({ label, nameAttr = '' }: FormField): string => `${label} ${nameAttr}`;

export const isYear = (field: FormField): boolean => year.test(wordsOf(field));

/** Where a day is wanted as text; the end of a span lies behind its beginning. */
const dayRules: TextRule[] = [
  { words: birth, value: literal(birthDay) },
  {
    words:
      /(?<!\p{L})(?:date|datum|fecha)(?!\p{L}).*(?<!\p{L})(?:to|until|before|end|bis|fin|hasta)(?!\p{L})|(?<!\p{L})(?:end|due)[ _-]?date(?!\p{L})|_(?:at|on|date)_?(?:to|before|until|end|lte?|1)$/iu,
    value: literal('2031-05-16'),
  },
  {
    words:
      /^\s*(?:day|jour|día)\W*$|(?<!\p{L})(?:date|datum|fecha)(?!\p{L})|_(?:at|on|date)_?(?:from|after|since|start|gte?|0)$|yyyy-?mm-?dd/iu,
    value: literal('2031-05-15'),
  },
];

/** Where words of a language for machines are wanted, the plainest of each that does no harm: a rule that meets nothing, a time that hardly comes. */
const codeRules: TextRule[] = [
  { words: /(?<!\p{L})sql(?!\p{L})/iu, value: literal('SELECT 1 AS one') },
  { words: /(?<!\p{L})json(?!\p{L})/iu, value: literal('{}') },
  { words: /(?<!\p{L})cron(?!\p{L})/iu, value: literal('0 0 29 2 *') },
  { words: /(?<!\p{L})reg(?:ular )?ex(?:p|pression)?(?!\p{L})/iu, value: literal('^testforge-matches-nothing$') },
];

/** Rules for free text, the first that fits wins. Whatever must not collide between runs is unique. */
const textRules: TextRule[] = [
  ...dayRules,
  { words: year, value: literal(pastYear) },
  ...codeRules,
  {
    autocomplete: /email/,
    words: /e-?mail|courriel|correo/i,
    value: { kind: 'unique', shape: 'email', prefix: 'visitor' },
  },
  { autocomplete: /^tel/, words: /phone|mobile|telefon|téléphone|teléfono/i, value: literal('+12025550142') },
  { autocomplete: /postal-code/, words: /zip|post ?-?code|postal|\bplz\b|postleitzahl/i, value: literal('10115') },
  { autocomplete: /address-level2/, words: /city|town|ort\b|stadt|ville|ciudad/i, value: literal('Springfield') },
  {
    words:
      /\p{Sc}|(?<!\p{L})(?:EUR|USD|GBP|CHF|deposit|salary|budget|discount|rabatt|kaution|gehalt|caution|remise|salaire|fianza|descuento|sueldo|amount|price|cost|quantity|qty|how (?:much|many)|hours?|minutes?|days|weight|stock|capacity|estimate|betrag|preis|menge|anzahl|wie ?viele?|stunden|minuten|tage|gewicht|bestand|montant|prix|quantité|combien|heures|jours|poids|importe|precio|cantidad|cuánt[oa]s?|horas|días|peso)(?!\p{L})/iu,
    value: literal('12'),
  },
  {
    autocomplete: /street-address|address-line/,
    words: /street|address|straße|strasse|adresse|rue|dirección|calle/i,
    value: literal('12 Main Street'),
  },
  { autocomplete: /country/, words: /country|pays|país|\bland\b/i, value: literal('Canada') },
  {
    autocomplete: /^organization/,
    words: /company|organi[sz]ation|firma|société|empresa/i,
    value: literal('Example Company'),
  },
  {
    autocomplete: /username/,
    words: /user ?-?name|benutzer|utilisateur|usuario/i,
    value: { kind: 'unique', shape: 'word', prefix: 'visitor' },
  },
  { autocomplete: /name/, words: /name|nom\b|nombre/i, value: { kind: 'unique', shape: 'name', prefix: 'Alex' } },
  { words: /url|website|link/i, value: webAddress },
];

/** Words of the markup by which a script or a style sheet knows a text box for a day or a time. */
const markedDay: readonly string[] = ['date', 'datepicker', 'dateinput', 'datefield', 'flatpickr', 'pikaday'];
const markedTime: readonly string[] = ['time', 'timepicker', 'timeinput', 'timefield'];

function markedAs(element: Fingerprint | undefined): StepValue | undefined {
  const marks = (element?.classes ?? [])
    .join(' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  if (marks.some((mark) => markedDay.includes(mark))) return literal('2031-05-15');
  return marks.some((mark) => markedTime.includes(mark)) ? literal('10:30') : undefined;
}

const signs: Record<string, string> = { '?': 'K', '#': '7', '%': '4' };

/** A code as the app writes its own, unless the field is known for something that has no such pattern. */
function ownCode(field: FormField, rule: TextRule | undefined): UniqueValue | undefined {
  const { codeLike } = field;
  if (codeLike === undefined || (rule?.autocomplete !== undefined && /email|tel/.test(rule.autocomplete.source)))
    return undefined;
  const isTaken = fits(
    codeLike.replace(/[?#%]/g, (sign) => signs[sign] ?? sign),
    field,
  );
  return isTaken ? { kind: 'unique', shape: 'code', prefix: codeLike } : undefined;
}

function freeText(field: FormField, element: Fingerprint | undefined): FieldAction {
  const rule = textRules.find(
    ({ autocomplete, words }) =>
      (field.autocomplete !== undefined && autocomplete?.test(field.autocomplete)) || words.test(wordsOf(field)),
  );
  const value = ownCode(field, rule) ?? rule?.value ?? markedAs(element);
  if (value?.kind === 'unique' && value.shape === 'code') return fill(value);
  if (field.pattern !== undefined) {
    const candidates = value?.kind === 'literal' ? [value.value, ...patternSamples] : patternSamples;
    const sample = candidates.find((each) => fits(each, field));
    return sample === undefined
      ? { kind: 'impossible', why: `no value is known that fits the pattern of “${field.label}”` }
      : fill(literal(sample));
  }
  if (value?.kind === 'literal')
    return fill(fits(value.value, field) ? value : literal('x'.repeat(Math.max(1, field.minLength ?? 1))));
  if ((field.maxLength ?? Infinity) < 24) return fill(literal('Sample text'.slice(0, field.maxLength)));
  const prefix = field.type === 'textarea' ? 'A message that was written by a test' : slug(field.label) || 'text';
  const padded = prefix.padEnd(field.minLength ?? 0, ' x');
  return fill(value ?? { kind: 'unique', shape: 'text', prefix: padded });
}

/** Two, or a year that is over where one is asked for, where the limits and the step let it be; else the nearest allowed number. */
function numberValue(field: FormField): string {
  const [min, max] = [Number(field.min || Number.NaN), Number(field.max || Number.NaN)];
  const low = Number.isNaN(min) ? -Infinity : min;
  const step = Number(field.step) > 0 ? Number(field.step) : 1;
  const usual = isYear(field) ? Number(birth.test(wordsOf(field)) ? birthYear : pastYear) : 2;
  const wanted = usual >= low ? usual : low;
  const onStep = Number.isFinite(low) ? low + Math.ceil((wanted - low) / step) * step : wanted;
  return String(Number.isNaN(max) ? onStep : Math.min(onStep, max));
}

/** A day far enough away to be in the future for years, kept within the field's own limits. */
function dateValue(field: FormField, wanted: string): string {
  if (field.max !== undefined && field.max !== '' && wanted > field.max) return field.max;
  return field.min !== undefined && field.min !== '' && wanted < field.min ? field.min : wanted;
}

const dates: Record<string, string> = {
  date: '2031-05-15',
  'datetime-local': '2031-05-15T10:30',
  month: '2031-05',
  week: '2031-W20',
  time: '10:30',
};

/** When something ends: after it began. */
const ends =
  /(?<!\p{L})(?:ends?|ending|until|till|finish(?:es)?|clos(?:es?|ing)|ende|bis|schluss|fin|jusqu['’]?à?|hasta)(?!\p{L})|^\W*(?:to|à|al?)\W*$/iu;
const later: Record<string, string> = { 'datetime-local': '2031-05-15T11:30', time: '11:30' };

/** The moment that a field asks for. */
function momentOf(field: FormField): string {
  const isEnd = [field.label, field.nameAttr ?? ''].some((words) => ends.test(words.replace(/[-_]/g, ' ')));
  return dateValue(field, (isEnd ? later[field.type] : undefined) ?? dates[field.type] ?? '');
}

/** A day of its own, far ahead: what is planned for an hour, or lent for some days, may be had but once. */
const ownDay: UniqueValue = { kind: 'unique', shape: 'day', prefix: '2031-05-15' };

const isDay = ({ type }: FormField): boolean => type === 'date';

/** Whether a form plans something: for an hour of a day, or from one day to another. */
export const plans = (fields: readonly FormField[]): boolean =>
  fields.some(isDay) && (fields.some(({ type }) => type === 'time') || fields.filter(isDay).length > 1);

/** The day that every form is given alike, as one of its own. */
export const onOwnDay = (field: FormField, action: FieldAction): FieldAction =>
  isDay(field) &&
  !field.max &&
  action.kind === 'fill' &&
  action.value.kind === 'literal' &&
  action.value.value === dates['date']
    ? fill(ownDay)
    : action;

const isRow = /^(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27})$/i;

/** What a field offers that is a choice, and no word for none; last what tests may have made, which is not there for the next one. */
export const choosable = (field: FormField): NonNullable<FormField['options']> =>
  (field.options ?? [])
    .filter(
      (option) =>
        option.value !== '' &&
        !option.disabled &&
        !vocabulary.placeholder.test(option.label) &&
        ![vocabulary.destructive, vocabulary.paying, vocabulary.leaving].some((bad) => bad.test(option.label)),
    )
    .sort((a, b) => Number(mayBeMadeByTests(a.label)) - Number(mayBeMadeByTests(b.label)));

/** Only where nothing is chosen yet: what a box of a library is set to will do. */
function customChoice(field: FormField): FieldAction {
  if (!vocabulary.placeholder.test(field.initial ?? '')) return leave;
  const [option] = choosable(field);
  if (option !== undefined) return { kind: 'choose', option: option.label, ...(option.plain ? { plain: true } : {}) };
  return field.required ? { kind: 'impossible', why: `“${field.label}” has nothing to choose` } : leave;
}

function choice(field: FormField, another: boolean): FieldAction {
  const real = choosable(field);
  // Numbers for values are rows of the app's data, which are others tomorrow.
  const areData = real.length > 0 && real.every(({ value, label }) => isRow.test(value) && value !== label.trim());
  if (areData && (!field.required || (field.initial ?? '') !== '')) return leave;
  // What loses a choice falls back on the one that was set, or on the first.
  const others = another ? real.filter(({ value }) => value !== field.initial) : [];
  const option = others.find((candidate) => candidate !== real[0]) ?? others[0] ?? real[0];
  if (option !== undefined) return { kind: 'select', value: literal(option.label.trim() || option.value) };
  return field.required ? { kind: 'impossible', why: `“${field.label}” has nothing to choose` } : leave;
}

/** A word of its own for machines: with a made-up one a thing may not be shown as what it is. */
const kindOfContent = /(?<!\p{L})(?:content|mime|media)[ -]?type(?!\p{L})/iu;

const samples = new Set([
  ...[...textRules.map(({ value }) => value)].flatMap((value) => (value.kind === 'literal' ? [value.value] : [])),
  ...patternSamples,
  ...Object.values(dates),
  birthYear,
  'https://example.com/',
]);

/** Whether a text may be one of those that `valueFor` gives to every app alike: nothing that anybody keeps to himself. */
export const isSampleValue = (text: string): boolean =>
  samples.has(text) || 'Sample text'.startsWith(text) || /^x+$/.test(text) || /^-?\d{1,3}$/.test(text);

/** A value that the field accepts, by its type, constraints and label. `another`: prefer a choice that is not set yet. */
export function valueFor(field: FormField, element: Fingerprint | undefined, another = false): FieldAction {
  if (element?.enabled === false || element?.visible === false) return leave;
  switch (field.type) {
    case 'hidden':
    case 'submit':
    case 'button':
    case 'reset':
    case 'image':
    case 'color':
      return leave;
    case 'file':
      return field.required ? { kind: 'impossible', why: `“${field.label}” wants a file` } : leave;
    case 'checkbox':
    case 'radio':
      return field.required && element?.attributes?.['checked'] !== 'true' ? { kind: 'check' } : leave;
    case 'select':
    case 'select-one':
    case 'select-multiple':
      return choice(field, another);
    case 'select-custom':
      return customChoice(field);
    case 'email':
      return fill({ kind: 'unique', shape: 'email', prefix: 'visitor' });
    case 'password':
      return fill(literal('Sample-Password-42'.slice(0, field.maxLength)));
    case 'url':
      return fill((field.maxLength ?? Infinity) < 48 || field.pattern ? literal('https://example.com/') : webAddress);
    case 'number':
    case 'range':
      return fill(literal(numberValue(field)));
    case 'date':
      if (birth.test(wordsOf(field))) return fill(literal(dateValue(field, birthDay)));
      return fill(literal(dateValue(field, dates[field.type] ?? '')));
    case 'datetime-local':
    case 'month':
    case 'week':
    case 'time':
      return fill(literal(momentOf(field)));
  }
  const wanted =
    field.required || ![vocabulary.voucher, vocabulary.narrowing, kindOfContent].some((rare) => rare.test(field.label));
  return wanted ? freeText(field, element) : leave;
}
