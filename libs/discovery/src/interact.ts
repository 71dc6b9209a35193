import type { Locator, PageElement, PageSnapshot, ReachStep } from '@testforge/core';
import { collectPage, settle, toLocator } from '@testforge/browser';
import type { Page } from 'playwright';
import { reasonToAvoid } from './avoid-link.js';

export interface Opener {
  index: number;
  key: string;
}

/** Elements that show more of the page without sending anything: closed menus, tabs, disclosures, dialogs. */
export function findOpeners(snapshot: PageSnapshot): Opener[] {
  const submits = new Set(snapshot.forms.flatMap((form) => form.submits));
  const opens = (element: PageElement, index: number): boolean => {
    const { attributes = {}, role, tag } = element;
    if (
      !element.interactive ||
      element.visible === false ||
      element.enabled === false ||
      (element.repeated && role !== 'tab') ||
      element.href ||
      element.frame ||
      submits.has(index)
    )
      return false;
    if (attributes['aria-expanded'] === 'false') return role !== 'combobox' || tag === 'button';
    if (role === 'tab') return attributes['aria-selected'] !== 'true';
    return (
      tag === 'summary' || (role === 'button' && /^(true|menu|dialog|listbox)$/.test(attributes['aria-haspopup'] ?? ''))
    );
  };
  return snapshot.elements.flatMap((element, index) => {
    if (!opens(element, index) || reasonToAvoid({ text: element.name ?? element.text ?? '', href: '' })) return [];
    return [
      {
        index,
        key: `${element.role ?? element.tag} ${element.name ?? ''} ${element.landmark ?? ''} ${element.cssPath ?? ''}`,
      },
    ];
  });
}

export interface Opening {
  step: ReachStep;
  snapshot: PageSnapshot;
  /** Set where the click led to another address. */
  url: string;
}

/** Clicks one opener and reads what came; null where nothing changed or the click did not succeed. */
export async function tryOpener(
  page: Page,
  before: PageSnapshot,
  locator: Locator,
  limits: { actionTimeoutMs: number },
): Promise<Opening | null> {
  try {
    await toLocator(page, locator).click({ timeout: Math.min(limits.actionTimeoutMs, 2_000) });
  } catch (error) {
    if (page.isClosed()) throw error;
    return null;
  }
  await settle(page, { timeoutMs: 2_000 });
  const snapshot = await collectPage(page);
  if (snapshot.url === before.url && snapshot.structureHash === before.structureHash) return null;
  return { step: { kind: 'click', locator }, snapshot, url: snapshot.url };
}
