import { isInside } from '@testforge/browser';
import type { PageElement, PageSnapshot, Step, Target } from '@testforge/core';
import type { OwnText } from './own-value.js';
import { isControl, lasting, ownRows, rowEnds, steadyCandidate, wordsOf, type Candidate } from './record-way.js';
import type { Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

/** Says that it is done to what is ticked, and to nothing else. */
const aboutTicked =
  /(?<!\p{L})(?:selected|selection|checked|ticked|marked|bulk|(?:aus)?gewählte?n?|markierte?n?|sélection(?:née?s?)?|coché[es]*|seleccionad[oa]s?|marcad[oa]s?)(?!\p{L})/iu;

/** Done to more than is ticked. */
const everything = /(?<!\p{L})(?:all|every(?:thing|one)?|others?|alle[sn]?|tous|toutes?|tod[oa]s)(?!\p{L})/iu;

const isBox = ({ tag, type, visible, enabled }: PageElement): boolean =>
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

/**
 * Ticks the record's own row and finds what deletes what is ticked. Null where there is none, or where more than our
 * own row is ticked.
 */
export async function tickOwn(
  hands: Hands,
  page: PageSnapshot,
  own: OwnText,
): Promise<{ control: Target; steps: Step[]; page: PageSnapshot } | null> {
  const box = page.elements.some(isTicked) ? null : await hands.tell(findRowBox(page, own));
  if (box === null) return null;
  const steps: Step[] = [titled({ kind: 'check', key: 'tick-own', phase: 'when', target: box })];
  const ticked = await hands.take(steps);
  if (ticked.elements.filter(isTicked).length !== 1) return null;
  const control = await hands.tell(findForTicked(ticked, page, own));
  return control === null ? null : { control, steps, page: ticked };
}
