import type { Locator } from '@playwright/test';
import { placesBody, snapshotExpression } from '@testforge/browser';
import { PageSnapshot, type Fingerprint, type PageElement } from '@testforge/core';
import { withoutSteps, within } from './without-steps.js';

const maxElements = 1_500;
/** How long an element is waited for before it is looked at; one that comes later is not remembered this time. */
const patienceMs = 5_000;

/** Playwright sends a function as its text, so one made from text goes to the page as it is; it is never called here. */
const lookAt = new Function(
  'element',
  `const seen = ${snapshotExpression({ maxElements })};
  const placesOf = (elements) => {\n${placesBody}\n};
  return { seen, place: placesOf([element])[0] };`,
) as (element: Element) => { seen: unknown; place: string };

/** By the way to it; where only the words inside of a control were found, that control. */
function elementAt(place: string, { elements }: PageSnapshot): PageElement | undefined {
  const parts = place.split(' >> ');
  const path = parts.at(-1) ?? '';
  const around = elements.filter(
    ({ xpath, shadow = [], interactive }) =>
      shadow.length === parts.length - 1 &&
      xpath !== undefined &&
      (path === xpath || (interactive && path.startsWith(`${xpath}/`))),
  );
  return around.sort((a, b) => (b.xpath?.length ?? 0) - (a.xpath?.length ?? 0))[0];
}

/**
 * The fingerprint of what a locator finds alone, as the collector of the product sees it; null where it is no control and says
 * nothing. Waits for it for a while.
 * @throws what Playwright throws where it is not there, not alone, or the page is gone
 */
export function takeFingerprint(locator: Locator): Promise<Fingerprint | null> {
  return withoutSteps(locator, async () => {
    await locator.waitFor({ state: 'attached', timeout: patienceMs });
    const { seen, place } = await within(patienceMs, locator.evaluate(lookAt, undefined, { timeout: patienceMs }));
    const snapshot = PageSnapshot.parse(typeof seen === 'string' ? JSON.parse(seen) : seen);
    const element = elementAt(place, snapshot);
    if (!element) return null;
    const { interactive: _interactive, repeated: _repeated, group: _group, ...fingerprint } = element;
    return fingerprint;
  });
}
