import type { FormField, PageForm, PageSnapshot, Step } from '@testforge/core';
import { clickOn } from './go-steps.js';
import { staysWithIt } from './other-edits.js';
import type { OwnText } from './own-value.js';
import { aboutTicked, steadyCandidate } from './record-way.js';
import { rowParts } from './row-parts.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { doingButton, everything, isBox, tickRow } from './tick-own.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

/** Gives away a file or a page, or makes further things: nothing that a row would show. */
const elsewhere =
  /(?<!\p{L})(?:export|download|print|copy|duplicate|merge|move|assign|e-?mail|exportier\p{L}*|herunterladen|drucken|kopier\p{L}*|zusammenführen|verschieben|exporter|télécharger|imprimer|copier|fusionner|déplacer|exportar|descargar|imprimir|copiar|fusionar|mover)(?!\p{L})/iu;

/** Of a list of what can be done with ticked things, an entry that does something to them which their rows may show. */
const actingEntry = ({ type, options = [] }: FormField): string | undefined =>
  /^select/.test(type)
    ? options
        .find(
          ({ value, label, disabled }) =>
            value !== '' &&
            disabled !== true &&
            aboutTicked.test(label) &&
            staysWithIt(label) &&
            ![vocabulary.deleting, everything, elsewhere].some((bad) => bad.test(label)),
        )
        ?.label.trim()
    : undefined;

const actsOf = (page: PageSnapshot, { fields, submits }: PageForm) => {
  const button = doingButton(page, submits);
  return fields.flatMap((field) => {
    const entry = actingEntry(field);
    return entry === undefined || button === undefined ? [] : [{ list: field.element, entry, button }];
  });
};

const findAct = (page: PageSnapshot) => page.forms.flatMap((form) => actsOf(page, form))[0];

/** What a page lets one choose from a list to be done with ticked rows, beside deleting them. */
export const offeredAct = (page: PageSnapshot): string | undefined =>
  page.elements.some(isBox) ? findAct(page)?.entry : undefined;

/**
 * Ticks the row of what was made, has done with it what the list offers, and opens the list again. Throws where there is
 * no way, or where its row then reads as it did.
 */
export async function actOnOwn(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
  again: readonly Step[],
): Promise<FurtherLook[]> {
  const ticked = await tickRow(hands, page, own);
  const act = ticked === null ? undefined : findAct(ticked.page);
  const tell = (index: number) => {
    const element = ticked?.page.elements[index];
    return hands.tell(element === undefined || ticked === null ? null : steadyCandidate(ticked.page, element, [own]));
  };
  const list = act === undefined ? null : await tell(act.list);
  const control = act === undefined ? null : await tell(act.button);
  if (ticked === null || act === undefined || list === null || control === null)
    throw new Error('Its row cannot be ticked, or nothing is offered for ticked rows.');
  const value = { kind: 'literal' as const, value: act.entry };
  const acting = [
    titled({ kind: 'select', key: 'choose-act', phase: 'when', target: list, value }),
    clickOn(control, 'do-act'),
    ...again,
  ];
  const kept = await hands.take(acting);
  const [was, is] = [rowParts(page, own), rowParts(kept, own)];
  if (was.size === 0 || ![...is].some(([place, said]) => was.get(place) !== said))
    throw new Error('Nothing in its row tells that something was done to it.');
  return [{ name: 'kept', steps: [...ticked.steps, ...acting], own: [own.value], page: kept }];
}
