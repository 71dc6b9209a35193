import { isInside } from '@testforge/browser';
import type { FormField, PageElement, PageForm, PageSnapshot, Step, Target } from '@testforge/core';
import type { OwnText } from './own-value.js';
import {
  aboutTicked,
  isControl,
  lasting,
  ownRows,
  rowEnds,
  steadyCandidate,
  wordsOf,
  type Candidate,
} from './record-way.js';
import type { Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

/** Done to more than is ticked. */
export const everything = /(?<!\p{L})(?:all|every(?:thing|one)?|others?|alle[sn]?|tous|toutes?|tod[oa]s)(?!\p{L})/iu;

export const isBox = ({ tag, type, visible, enabled }: PageElement): boolean =>
  tag === 'input' && type === 'checkbox' && visible !== false && enabled !== false;
const isTicked = (element: PageElement): boolean => isBox(element) && element.attributes?.['checked'] === 'true';
const inRow = ({ repeated, group }: PageElement): boolean => repeated === true || group !== undefined;

/** The box in the record's own row. */
function findRowBox(page: PageSnapshot, own: OwnText): Candidate | null {
  for (const row of ownRows(page, own)) {
    const boxes = page.elements.filter((element) => isBox(element) && isInside(element, row));
    const [box, second] = boxes;
    if (box !== undefined && second === undefined && !isTicked(box))
      return {
        fingerprint: lasting(box, [own]),
        locators: rowEnds(row, own, { ...box, role: 'checkbox', name: '' }, [
          { by: 'css', css: 'input[type="checkbox"]' },
        ]),
      };
  }
  return null;
}

const placeOf = ({ xpath = '' }: PageElement): string => xpath;

/** What deletes what is ticked: it came or woke up with the tick, or says so. */
function findForTicked(page: PageSnapshot, before: PageSnapshot, own: OwnText): Candidate | null {
  const usable = new Set(
    before.elements.filter((each) => each.visible !== false && each.enabled !== false).map(placeOf),
  );
  const control = page.elements.find(
    (element) =>
      (isControl(element) || (element.tag === 'input' && element.type === 'submit')) &&
      !inRow(element) &&
      vocabulary.deleting.test(wordsOf(element)) &&
      !everything.test(element.name ?? element.text ?? '') &&
      (!usable.has(placeOf(element)) || aboutTicked.test(wordsOf(element))),
  );
  return control === undefined ? null : steadyCandidate(page, control, [own]);
}

/** Says no more than that what was chosen beside it shall be done now. */
const doing =
  /^\W*(?:go|run|apply|ok|execute|perform|submit|do it|los|ausführen|anwenden|übernehmen|exécuter|appliquer|valider|envoyer|ir|ejecutar|aplicar|enviar)\W*$/iu;

/** Of a list of what can be done with ticked things, the entry that deletes them. */
const deletingEntry = (field: FormField): string | undefined =>
  /^select/.test(field.type)
    ? field.options?.find(
        ({ label, disabled }) => disabled !== true && vocabulary.deleting.test(label) && !everything.test(label),
      )?.label
    : undefined;

interface ListedDeed {
  /** The list, its entry that deletes, and the button that does what was chosen. */
  list: number;
  entry: string;
  button: number;
}

/** The button that does what was chosen beside it. */
export const doingButton = ({ elements }: PageSnapshot, submits: readonly number[]): number | undefined =>
  submits.find((index) => {
    const element = elements[index];
    return element?.visible !== false && doing.test(element?.name ?? element?.value ?? '');
  });

function deedOf(page: PageSnapshot, { fields, submits }: PageForm): ListedDeed[] {
  const button = doingButton(page, submits);
  return fields.flatMap((field) => {
    const entry = deletingEntry(field);
    return entry === undefined || button === undefined ? [] : [{ list: field.element, entry: entry.trim(), button }];
  });
}

/** Where what shall be done with ticked rows is chosen from a list: that deletes, too. */
const findListedDeed = (page: PageSnapshot): ListedDeed | undefined =>
  page.forms.flatMap((form) => deedOf(page, form))[0];

/** Whether a page lets one delete rows by ticking them and choosing so from a list. */
export const offersListedDeed = (page: PageSnapshot): boolean =>
  findListedDeed(page) !== undefined && page.elements.some((element) => isBox(element));

/** Chooses from the list to delete what is ticked; what then does it is the button beside the list. */
async function chooseListedDeed(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
): Promise<{ control: Target; choice: Step } | null> {
  const deed = findListedDeed(page);
  const tell = (index: number): Promise<Target | null> => {
    const element = page.elements[index];
    return hands.tell(element === undefined ? null : steadyCandidate(page, element, [own]));
  };
  const list = deed === undefined ? null : await tell(deed.list);
  const control = deed === undefined ? null : await tell(deed.button);
  if (deed === undefined || list === null || control === null) return null;
  const value = { kind: 'literal' as const, value: deed.entry };
  return { control, choice: titled({ kind: 'select', key: 'choose-deed', phase: 'when', target: list, value }) };
}

/** Ticks the record's own row; null where it has no box, or where more than it is ticked. */
export async function tickRow(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
): Promise<{ steps: Step[]; page: PageSnapshot } | null> {
  const box = page.elements.some(isTicked) ? null : await hands.tell(findRowBox(page, own));
  if (box === null) return null;
  const steps: Step[] = [titled({ kind: 'check', key: 'tick-own', phase: 'when', target: box })];
  const ticked = await hands.take(steps);
  return ticked.elements.filter(isTicked).length === 1 ? { steps, page: ticked } : null;
}

/**
 * Ticks the record's own row and finds what deletes what is ticked. Null where there is none, or where more than our
 * own row is ticked.
 */
export async function tickOwn(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
): Promise<{ control: Target; steps: Step[]; page: PageSnapshot } | null> {
  const row = await tickRow(hands, page, own);
  if (row === null) return null;
  const { steps, page: ticked } = row;
  const control = await hands.tell(findForTicked(ticked, page, own));
  if (control !== null) return { control, steps, page: ticked };
  const listed = await chooseListedDeed(hands, ticked, own);
  return (
    listed && { control: listed.control, steps: [...steps, listed.choice], page: await hands.take([listed.choice]) }
  );
}
