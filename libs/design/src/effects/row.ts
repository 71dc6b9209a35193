import type { LocatorLink, PageElement } from '@testforge/core';
import { agreed, agreedElement, isFoundBy, makeCheck, textOf, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';

const carrying: readonly string[] = ['link', 'heading', 'cell', 'rowheader', 'row', 'listitem', 'gridcell'];

const says = (element: PageElement, mention: string): boolean =>
  tidy(element.name) === mention || textOf(element) === mention;

/** What was read in a list stands in the list that the scenario led to: found by what it says at that time. */
function rememberedRows(pair: CheckpointPair): Check[] {
  return (pair.a.own ?? []).flatMap(({ value, text }): Check[] => {
    const other = pair.b.own?.find((each) => JSON.stringify(each.value) === JSON.stringify(value));
    // A link before all else: a heading may only repeat what was asked for.
    const bearing = (page: CheckpointPair['a']['page'], said: string): PageElement | undefined => {
      const all = page.elements.filter(
        (element) => element.visible !== false && carrying.includes(element.role ?? '') && says(element, tidy(said)),
      );
      return all.find(({ role }) => role === 'link') ?? all[0];
    };
    const [a, b] = [bearing(pair.a.page, text), bearing(pair.b.page, other?.text ?? '')];
    if (value.kind !== 'remembered' || a === undefined || b === undefined || a.role !== b.role) return [];
    const links: LocatorLink[] = [
      { by: 'role', role: a.role ?? '' },
      { by: 'hasText', text, value },
    ];
    const main: LocatorLink = { by: 'role', role: 'main' };
    const locators = [links, [main, ...links], [...links, { by: 'nth' as const, index: 0 }]].map((each) => ({
      frame: a.frame ?? [],
      links: each,
    }));
    const found = {
      target: { locator: locators[0] ?? { frame: [], links }, fingerprint: { tag: a.tag, role: a.role } },
      locators,
      a,
      b,
    };
    const words = `the remembered ${value.name}`;
    return [
      makeCheck(
        pair,
        'row',
        75,
        { matcher: 'toBeVisible', expected: true, foundBy: words },
        { found, name: value.name },
      ),
    ];
  });
}

/** That what the scenario is about stands in the list it led to; never how many there are. */
export function rowChecks(pair: CheckpointPair): Check[] {
  const { page, before } = pair.a;
  const moved = before === null || before.url !== page.url;
  /** The page's own heading, which says it after a filter as before. */
  const isKept = (element: PageElement): boolean =>
    element.role === 'heading' &&
    before !== null &&
    before.elements.some(
      ({ role, xpath, text }) => role === 'heading' && xpath === element.xpath && text === element.text,
    );
  const remembered = pair.draft.watch.effects.includes('own') ? [] : rememberedRows(pair);
  const mentioned = pair.draft.watch.mentions.flatMap((wanted): Check[] => {
    const mention = tidy(wanted);
    if (!agreed(pair, mention, mention) || (!moved && before.elements.some((element) => says(element, mention))))
      return [];
    for (const [index, element] of page.elements.entries()) {
      if (element.visible === false || !says(element, mention) || !carrying.includes(element.role ?? '')) continue;
      if (isKept(element)) continue;
      const found = agreedElement(pair, index, { avoidOwnText: false });
      if (found === null || !says(found.b, mention) || !isFoundBy(found.target.locator, mention)) continue;
      return [
        makeCheck(
          pair,
          'row',
          75,
          { matcher: 'toBeVisible', expected: true, foundBy: mention },
          { found, name: mention },
        ),
      ];
    }
    return [];
  });
  return [...remembered, ...mentioned];
}
