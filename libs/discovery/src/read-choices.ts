import { collectPage, settle, toLocator } from '@testforge/browser';
import type { FormField, Locator, PageSnapshot } from '@testforge/core';
import type { Page } from 'playwright';
import type { ReadOptions, ReadState } from './read-state.js';

/** Boxes opened on one page, and while there is more to read than time for it; entries kept of each. */
const mostBoxes = { usual: 6, behind: 3 };
const mostEntries = 30;
const openingMs = 2_000;

type Choice = NonNullable<FormField['options']>[number];

const wordsOf = ({ name, text }: PageSnapshot['elements'][number]): string => (name || text || '').trim();

/** Entries without a role of a list that a click opened: side by side, and none of them was to be seen before. */
function plainEntries(now: PageSnapshot, before: PageSnapshot): Choice[] {
  const isEntry = (element: PageSnapshot['elements'][number]) =>
    element.visible !== false && element.interactive && element.tag === 'li' && wordsOf(element) !== '';
  const known = new Set(before.elements.filter(isEntry).map(wordsOf));
  const parentOf = ({ xpath = '' }: PageSnapshot['elements'][number]) => xpath.replace(/\/[^/]*$/, '');
  const [list = []] = [...Map.groupBy(now.elements.filter(isEntry), parentOf).values()].filter(
    (entries) => entries.length > 1 && entries.every((entry) => !known.has(wordsOf(entry))),
  );
  return list
    .map((entry) => ({ value: wordsOf(entry), label: wordsOf(entry), plain: true }))
    .filter(({ label }) => label.length <= 80)
    .slice(0, mostEntries);
}

/** What of a list that a click opened can be chosen. */
export function offeredIn(now: PageSnapshot, before: PageSnapshot): Choice[] {
  const isOption = ({ role, visible }: PageSnapshot['elements'][number]) => role === 'option' && visible !== false;
  const known = new Set(before.elements.filter(isOption).map(({ xpath }) => xpath));
  const labels = new Map<string, Choice>();
  for (const element of now.elements) {
    const label = (element.name ?? element.text ?? '').trim();
    if (!isOption(element) || known.has(element.xpath) || label === '' || label.length > 80) continue;
    labels.set(label, { value: label, label, disabled: element.enabled === false || undefined });
  }
  return labels.size > 0 ? [...labels.values()].slice(0, mostEntries) : plainEntries(now, before);
}

/** Null where the box did not open. */
async function openBox(page: Page, locator: Locator, before: PageSnapshot): Promise<Choice[] | null> {
  try {
    await toLocator(page, locator).click({ timeout: openingMs });
  } catch (error) {
    if (page.isClosed()) throw error;
    return null;
  }
  await settle(page, { timeoutMs: 1_500 });
  const offered = offeredIn(await collectPage(page), before);
  await page.keyboard.press('Escape');
  await settle(page, { timeoutMs: 1_000 });
  return offered;
}

/**
 * Opens the boxes of the page's forms that are selects in all but name, one after another, and adds to the fields what
 * they offer. What opening one would write is stopped. True where any was opened: the page may not be as it was.
 */
export async function readChoices(
  page: Page,
  { snapshot, locators }: Pick<ReadState, 'snapshot' | 'locators'>,
  { guard, untilMs, isBehind }: Pick<ReadOptions, 'guard' | 'untilMs' | 'isBehind'>,
): Promise<boolean> {
  const boxes = snapshot.forms
    .flatMap(({ fields }) => fields)
    .filter(({ type, element }) => type === 'select-custom' && snapshot.elements[element]?.enabled !== false)
    .slice(0, mostBoxes[isBehind ? 'behind' : 'usual']);
  let opened = false;
  for (const field of boxes) {
    const locator = locators[String(field.element)];
    if (!locator || performance.now() > untilMs) continue;
    const address = page.url();
    guard.touched(page);
    const { result } = await guard.withoutWrites(page, () => openBox(page, locator, snapshot));
    opened = true;
    // What does not open as a box does may have led anywhere: the others are left as they are.
    if (result === null || page.url() !== address) return true;
    if (result.length) field.options = result;
  }
  return opened;
}
