import { isInside } from '@testforge/browser';
import type { LocatorLink, PageElement, PageSnapshot, Step, Target } from '@testforge/core';
import type { Draft } from './draft.js';
import type { OwnText } from './own-value.js';
import { findInRow, rowLinks, rowsSaying, type Candidate } from './record-way.js';
import { contentWith } from './content-with.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { titled } from './step-title.js';
import { vocabulary } from './vocabulary.js';

/** As many as are wanted after the change: another number than any form is sent with. */
const changedTo = 3;

const isQuantity = (element: PageElement): boolean =>
  element.tag === 'input' &&
  element.visible !== false &&
  element.enabled !== false &&
  (element.type === 'number' || /qty|quantity|menge|anzahl|quantité|cantidad/i.test(element.nameAttr ?? ''));

/** The field that says how many there are, in the row of the scenario's own thing. */
function quantityInRow(page: PageSnapshot, own: OwnText): Candidate | null {
  for (const row of rowsSaying(page, own)) {
    const index = String(page.elements.indexOf(row));
    const field = page.elements.find(
      (element) => isQuantity(element) && (element.group === index || isInside(element, row)),
    );
    if (field === undefined) continue;
    const { tag, role, type, nameAttr } = field;
    const ends: LocatorLink[] = [
      ...(role === undefined ? [] : [{ by: 'role' as const, role }]),
      { by: 'css', css: 'input[type="number"]' },
    ];
    return {
      fingerprint: { tag, role, type, nameAttr },
      locators: rowLinks(row, own).flatMap((links) => ends.map((end) => ({ frame: [], links: [...links, end] }))),
    };
  }
  return null;
}

const openCart = (page: PageSnapshot): Step => {
  const { pathname, search } = new URL(page.url);
  return titled({ kind: 'goto', key: 'open-cart-again', phase: 'when', path: `${pathname}${search}` });
};

async function change(hands: Hands, page: PageSnapshot, own: OwnText): Promise<FurtherLook[]> {
  const field = await hands.tell(quantityInRow(page, own));
  if (field === null) throw new Error('No way to change how many there are was found.');
  const value = { kind: 'literal' as const, value: String(changedTo) };
  const button = await hands.tell(findInRow(page, own, vocabulary.changing));
  const send: Step =
    button === null
      ? titled({
          kind: 'press',
          key: 'send-quantity',
          phase: 'when',
          target: field,
          value: { kind: 'literal', value: 'Enter' },
        })
      : titled({ kind: 'click', key: 'change-quantity', phase: 'when', target: button });
  const steps: Step[] = [
    titled({ kind: 'fill', key: 'fill-quantity-changed', phase: 'when', target: field, value }),
    send,
  ];
  const changed = await hands.take(steps);
  const again = [openCart(page)];
  const rest = { own: [own.value], typed: changedTo };
  return [
    { name: 'changed', steps, page: changed, ...rest },
    { name: 'kept', steps: again, page: await hands.take(again), ...rest },
  ];
}

async function remove(hands: Hands, page: PageSnapshot, own: OwnText): Promise<FurtherLook[]> {
  const control: Target | null = await hands.tell(findInRow(page, own, vocabulary.deleting));
  if (control === null) throw new Error('No way to take it out again was found.');
  const steps = [
    titled({ kind: 'click', key: 'take-out', phase: 'when', target: control }, 'what takes it out'),
    openCart(page),
  ];
  const left = await hands.take(steps);
  return [{ name: 'gone', steps, own: [], row: contentWith(left, own.value), page: left }];
}

/** What is done in the cart with the thing that the draft put there. Throws where no way to it is found. */
export async function seekInCart(hands: Hands, draft: Draft, page: PageSnapshot): Promise<FurtherLook[]> {
  const step = draft.steps.find(({ kind }) => kind === 'remember');
  if (draft.watch.cart === undefined || step?.kind !== 'remember') return [];
  const value = { kind: 'remembered' as const, name: step.name };
  const own: OwnText = { value, text: hands.text(value) };
  return draft.watch.cart === 'change' ? change(hands, page, own) : remove(hands, page, own);
}
