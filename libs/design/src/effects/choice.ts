import { isInside } from '@testforge/browser';
import type { Locator, PageElement } from '@testforge/core';
import { makeCheck, textOf, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { isOwnPage } from '../reach-own.js';

/** What the draft chose from several, as the app shows it where it led to: the choice itself was the draft's own. */
export function choiceChecks(pair: CheckpointPair): Check[] {
  if (pair.a.name === 'after' || !pair.draft.watch.writes) return [];
  const onTheWay = pair.a.entered ?? [];
  const chosen = [...pair.draft.steps, ...onTheWay].flatMap((step) =>
    step.kind === 'select' && step.value.kind === 'literal' ? [step.value.value] : [],
  );
  // What is done to a thing may lead to what was chosen for it.
  const isSaying = ({ interactive, role, tag }: PageElement): boolean =>
    tag !== 'option' && (!interactive || (onTheWay.length > 0 && role === 'link'));
  const shows = (page: CheckpointPair['a']['page'], text: string) => {
    const all = page.elements.filter(
      (element) => element.visible !== false && isSaying(element) && textOf(element) === text,
    );
    // A cell that holds nothing but a link says it once.
    return all.filter((element) => !all.some((inner) => inner !== element && isInside(inner, element)));
  };
  const isOwn = onTheWay.length > 0 && (pair.a.own ?? []).some((own) => isOwnPage(pair.a.page, own));
  return chosen.flatMap((text): Check[] => {
    const [a, ...others] = shows(pair.a.page, text);
    const [b] = shows(pair.b.page, text);
    if (a === undefined || b === undefined || others.length > 0) return [];
    // In a list others' rows may say it by tomorrow; of its own row that is told by what was entered.
    if (!isOwn && (a.group !== undefined || a.repeated === true)) return [];
    const main = pair.a.page.landmarks.some(({ role }) => role === 'main');
    const links: Locator['links'] = [
      ...(main ? [{ by: 'role' as const, role: 'main' }] : []),
      { by: 'text' as const, text, exact: true },
    ];
    const locator: Locator = { frame: a.frame ?? [], links };
    const found = { target: { locator, fingerprint: { tag: a.tag, text } }, locators: [locator], a, b };
    return [
      makeCheck(pair, 'choice', 76, { matcher: 'toBeVisible', expected: true, foundBy: text }, { found, name: text }),
    ];
  });
}
