import type { AppModel, AppState, FormField } from '@testforge/core';
import { textOf, tidy } from './checkpoint-pair.js';

/** Capitals and figures, and what parts them: `LA101`, `B12345678`, `R-1031`. */
const code = /^(?=(?:\D*\d){2})[A-Z\d]{1,12}(?:[-/.][A-Z\d]{1,12}){0,3}$/;
/** A day, an amount, a year: of these other rules know more. */
const noCode = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$|^\d+[.]\d{1,2}$|^\d{1,4}$/;
const isCode = (text: string): boolean => text.length <= 20 && code.test(text) && !noCode.test(text);

/** Of fewer values two tests might make the same. */
const leastValues = 5_000;
/** So many values that agree in a figure show that it stays. */
const enoughToTell = 3;

const typed: readonly string[] = ['text', ''];

const maskOf = (text: string): string => text.replace(/[A-Z]/g, 'A').replace(/\d/g, '9');

const valuesOf = (template: string): number =>
  [...template].reduce((product, sign) => product * ({ '?': 26, '#': 10, '%': 9 }[sign] ?? 1), 1);

/** The template of values like these, as tight as it may be with room for many: `??%##`, `R-%###`. Null where they agree in none. */
export function codeTemplate(texts: readonly string[]): string | null {
  const codes = [...new Set(texts.filter(isCode))];
  const byMask = [...Map.groupBy(codes, maskOf).values()].sort((a, b) => b.length - a.length);
  const [like = []] = byMask;
  const [first] = like;
  if (first === undefined || like.length * 3 < new Set(texts).size * 2) return null;
  const stays = (at: number): boolean => like.every((each) => each[at] === first[at]);
  const write = (keepsFigures: boolean, keepsLetters: boolean): string => {
    let figures = 0;
    return [...first]
      .map((sign, at) => {
        if (/\d/.test(sign)) {
          figures += 1;
          return keepsFigures && like.length >= enoughToTell && stays(at) ? sign : figures === 1 ? '%' : '#';
        }
        return /[A-Z]/.test(sign) && !(keepsLetters && stays(at)) ? '?' : sign;
      })
      .join('');
  };
  const all = [write(true, true), write(false, true), write(false, false)];
  return all.find((template) => valuesOf(template) >= leastValues) ?? null;
}

const nameOf = ({ label }: FormField): string => tidy(label).toLowerCase();
const attributeOf = ({ nameAttr = '' }: FormField): string => nameAttr.toLowerCase();

const inColumn = /^(.*\/table(?:\[\d+\])?)\/.*\bt([dh])\[(\d+)\](?:\/|$)/;

/** What stands below the headers of all tables, by what the headers say. */
function byHeader(states: readonly AppState[]): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>();
  for (const { snapshot } of states) {
    const columns = new Map<string, { said: Set<string>; texts: string[] }>();
    for (const element of snapshot.elements) {
      const [, table, kind, position] = inColumn.exec(element.xpath ?? '') ?? [];
      const text = textOf(element);
      if (table === undefined || text === '') continue;
      const column = columns.get(`${table} ${position}`) ?? { said: new Set(), texts: [] };
      columns.set(`${table} ${position}`, column);
      if (kind === 'h') column.said.add(text.replace(/[^\p{L}\d)]+$/u, '').toLowerCase());
      column.texts.push(text);
    }
    for (const { said, texts } of columns.values())
      for (const name of said) {
        const known = below.get(name) ?? [];
        below.set(name, [...known, ...texts.filter((text) => !said.has(text.toLowerCase()))]);
      }
  }
  return below;
}

/**
 * Gives the text fields of an app's forms the template of the codes that the app itself holds for them: in a form that is
 * filled in, in a table's column of the same name, or as an example in the box. An app takes a value like its own where it refuses any other.
 */
export function withExamples(model: AppModel): AppModel {
  const fields = model.states.flatMap((state) =>
    state.snapshot.forms.flatMap((form) =>
      form.fields
        .filter(({ type }) => typed.includes(type))
        .map((field) => {
          const { value = '', placeholder = '' } = state.snapshot.elements[field.element] ?? {};
          // “e.g. LA101”
          const examples = `${placeholder} ${field.label}`.split(/[\s(),;]+/).filter(isCode);
          return { field, texts: [field.initial ?? value, ...examples].filter(Boolean) };
        }),
    ),
  );
  const listed = byHeader(model.states);
  const templates = new Map<string, string | null>();
  const templateOf = (field: FormField): string | null => {
    const key = `${attributeOf(field)} ${nameOf(field)}`;
    const known = templates.get(key);
    if (known !== undefined) return known;
    const held = fields.filter(({ field: other }) =>
      attributeOf(field) === '' || attributeOf(other) === ''
        ? nameOf(other) === nameOf(field) && nameOf(field) !== ''
        : attributeOf(other) === attributeOf(field),
    );
    const template = codeTemplate([...held.flatMap(({ texts }) => texts), ...(listed.get(nameOf(field)) ?? [])]);
    templates.set(key, template);
    return template;
  };
  const withTemplate = (field: FormField): FormField => {
    const template = typed.includes(field.type) ? templateOf(field) : null;
    return template === null ? field : { ...field, codeLike: template };
  };
  const inState = (state: AppState): AppState => ({
    ...state,
    snapshot: {
      ...state.snapshot,
      forms: state.snapshot.forms.map((form) => ({ ...form, fields: form.fields.map(withTemplate) })),
    },
  });
  return fields.length === 0 ? model : { ...model, states: model.states.map(inState) };
}
