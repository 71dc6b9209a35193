import type { PageElement } from '@testforge/core';
import { agreedElement, isFoundBy, makeCheck, tidy, type CheckpointPair } from '../checkpoint-pair.js';
import type { Check } from '../observation.js';
import { featureName } from '../page-names.js';
import { isVolatile } from '../volatile-text.js';

const most = 3;

/** Drafts that open a page, whose address is asserted as well. */
const opening: readonly string[] = ['smoke', 'navigation'];

/**
 * A field, a button or a table of the page itself that was not there before and that pages of other kinds don’t have. Where a
 * page that is opened has nothing of its own, what only some others have tells with its address that it is no empty one.
 */
export function featureChecks(pair: CheckpointPair): Check[] {
  const { features, frame } = pair.shared;
  const opened = pair.draft.designer === 'widgets' && pair.a.before !== null ? titlesOfParts(pair) : [];
  const own = [...opened, ...featuresBut(pair, features, 50)];
  if (own.length > 0 || !opening.includes(pair.draft.designer)) return own;
  return featuresBut(pair, frame, 45);
}

const headMark = /(?:^|[-_])(?:title|heading|header|head)(?:[-_]|$)|(?:Title|Heading|Header)(?:-|$)/;

/** The title of a window or a panel that is no heading, by the name that its markup gives it. */
function titleOfPart(element: PageElement): string {
  const text = tidy(element.text);
  const isOwn =
    element.visible !== false && !element.interactive && element.repeated !== true && element.group === undefined;
  return isOwn &&
    element.role !== 'heading' &&
    (element.classes ?? []).some((name) => headMark.test(name)) &&
    /\p{L}{2}/u.test(text) &&
    text.length <= 60 &&
    !/\d/.test(text) &&
    !isVolatile(text)
    ? text
    : '';
}

/** What opened on a page says what it is, also where that is no heading. */
function titlesOfParts(pair: CheckpointPair): Check[] {
  const before = new Set(pair.a.before?.elements.map((element) => tidy(element.text)));
  return pair.a.page.elements
    .flatMap((element, index): Check[] => {
      const text = titleOfPart(element);
      if (text === '' || before.has(text)) return [];
      const found = agreedElement(pair, index, { avoidOwnText: false });
      if (found === null || titleOfPart(found.b) !== text) return [];
      const by = isFoundBy(found.target.locator, text) ? { foundBy: text } : null;
      return by === null
        ? []
        : [makeCheck(pair, 'feature', 55, { matcher: 'toBeVisible', expected: true, ...by }, { found, name: text })];
    })
    .slice(0, 1);
}

function featuresBut(pair: CheckpointPair, others: readonly string[], rank: number): Check[] {
  const before = pair.a.before?.elements.map(featureName) ?? [];
  const shared = new Set([...others, ...before]);
  // Behind a link that is told by its place another thing may stand tomorrow.
  const ofKind = pair.shared.ofKind[pair.draft.watch.template ?? ''];
  return pair.a.page.elements
    .flatMap((element, index): Check[] => {
      const feature = featureName(element);
      if (feature === '' || shared.has(feature) || ofKind?.includes(feature) === false) return [];
      const found = agreedElement(pair, index, { avoidOwnText: false });
      if (found === null || featureName(found.b) !== feature) return [];
      const name = tidy(element.name);
      const by = isFoundBy(found.target.locator, name) ? { foundBy: name } : {};
      return [makeCheck(pair, 'feature', rank, { matcher: 'toBeVisible', expected: true, ...by }, { found, name })];
    })
    .slice(0, most);
}
