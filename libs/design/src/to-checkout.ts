import { proposeLocators } from '@testforge/browser';
import type { FormField, PageElement, PageSnapshot, Step } from '@testforge/core';
import { leansOn, textOf } from './checkpoint-pair.js';
import type { Draft } from './draft.js';
import type { OwnText } from './own-value.js';
import { clickOn } from './reach-own.js';
import { steadyCandidate, type Candidate } from './record-way.js';
import { rememberStep } from './remember-step.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { pathOf } from './state-place.js';
import { vocabulary } from './vocabulary.js';

const leadsOut = /check-?out|(?<!\p{L})(?:proceed|kasse|caisse|continuar|pago|commander)(?!\p{L})/iu;
const ending = /\/(?:check-?out|kasse|caisse)\/?$/i;
const spoils = [vocabulary.paying, vocabulary.destructive, vocabulary.deleting];
const money = /\p{Sc} ?\d|\d ?\p{Sc}|\d[.,]\d{2}(?!\d)/u;
const longest = 24;

const isOpenField = ({ type }: FormField): boolean => !['hidden', 'submit', 'button', 'reset', 'image'].includes(type);

/** A button that only opens a page: its form asks by address and has nothing to fill in. */
const onlyOpens = ({ forms, url }: PageSnapshot, index: number): boolean =>
  forms.some(
    ({ submits, method, fields, action }) =>
      submits.includes(index) &&
      method.toLowerCase() === 'get' &&
      !fields.some(isOpenField) &&
      leadsOut.test(`${action}`) &&
      pathOf(action, url) !== null,
  );

/** The way on from the cart, where following it sends nothing. */
function wayOut(page: PageSnapshot): PageElement | undefined {
  const here = pathOf(page.url, page.url);
  return page.elements.find((element, index) => {
    const { role, href = '', name, text, visible, enabled } = element;
    const said = name ?? text ?? '';
    const words = `${said} ${href.replace(/[-_/?=&.]/g, ' ')}`;
    if (visible === false || enabled === false || spoils.some((word) => word.test(words))) return false;
    const path = role === 'link' ? pathOf(href, page.url) : null;
    const isLink = path !== null && path !== here && (leadsOut.test(said) || ending.test(path));
    return isLink || onlyOpens(page, index);
  });
}

const isTotal = (words: string): boolean =>
  vocabulary.total.test(words) && !/sub|zwischen|sous/i.test(words) && !/\d ?%/.test(words);

/** What all of it costs, as the cart says it, found by anything but the amount. */
function totalOf(page: PageSnapshot): Candidate | null {
  for (const element of page.elements) {
    const text = textOf(element);
    const beside = [
      element.label,
      ...(element.neighbourTexts ?? []).slice(0, 1),
      element.testId?.replace(/[-_]/g, ' '),
    ];
    const isAmount = element.visible !== false && !element.interactive && text.length <= longest && money.test(text);
    if (!isAmount || element.role === 'heading' || !beside.some((words) => words !== undefined && isTotal(words)))
      continue;
    const locators = proposeLocators(element, page, { avoidOwnText: true }).filter((locator) =>
      leansOn(locator).every((leant) => !/\d/.test(leant)),
    );
    return { fingerprint: { tag: element.tag, role: element.role }, locators };
  }
  return null;
}

/**
 * From the cart to where it is to be paid for: what lay in the cart stands there, and costs as much. That page is only
 * opened. Nothing where no such way is seen.
 */
export async function seekCheckout(hands: Hands, draft: Draft, page: PageSnapshot): Promise<FurtherLook[]> {
  const element = wayOut(page);
  const target = element === undefined ? null : await hands.tell(steadyCandidate(page, element, []));
  if (target === null) return [];
  const total = await hands.tell(totalOf(page));
  const remember: Step[] = total === null ? [] : [rememberStep(total, 'cartTotal')];
  const names = draft.steps.flatMap((step) => (step.kind === 'remember' ? [step.name] : []));
  const own = [...(total === null ? [] : ['cartTotal']), ...names].map((name): OwnText['value'] => ({
    kind: 'remembered',
    name,
  }));
  const steps = [...remember, clickOn(target, 'click-on-to-checkout')];
  return [{ name: 'checkout', steps, own, page: await hands.take(steps) }];
}
