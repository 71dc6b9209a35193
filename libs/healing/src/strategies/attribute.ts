import { looksGenerated } from '@testforge/browser';
import type { Fingerprint } from '@testforge/core';
import { isCountedId } from '../counted-ids.js';
import { dice, identifierSimilarity } from '../similarity.js';
import type { Comparison } from './comparison.js';

/** An identifier that turned up under another attribute is nearly as good as the same one. */
const movedShare = 0.8;

function identifier(lost: string, same: string | undefined, elsewhere: readonly (string | undefined)[]): number {
  const kept = same === undefined ? 0 : identifierSimilarity(lost, same);
  return Math.max(kept, elsewhere.includes(lost) ? movedShare : 0);
}

const generated = new Map<string, boolean>();

/** An identifier that a machine made says nothing once it is gone. */
function speaks(identifier: string | undefined, same: string | undefined): identifier is string {
  if (!identifier) return false;
  if (identifier === same) return true;
  let made = generated.get(identifier);
  if (made === undefined) {
    if (generated.size > 20_000) generated.clear();
    generated.set(identifier, (made = looksGenerated(identifier)));
  }
  return !made;
}

const pairs = (attributes: Record<string, string>): string[] =>
  Object.entries(attributes).map(([name, value]) => `${name}=${value}`);

const clickable: readonly (string | undefined)[] = ['button', 'link', 'tab', 'menuitem'];

/** A link that became a button is half the same. */
const roleSimilarity = (lost: string, found: string | undefined): number =>
  lost === found ? 1 : clickable.includes(lost) && clickable.includes(found) ? 0.5 : 0;

/** An address of nowhere else: `#`, the start page, a script. */
export const isBareHref = (href: string): boolean => /^(#.*|\/?|javascript:.*)$/i.test(href);

/** Whether an address is compared: not one that says nothing, and not with a button, which a link may have become. */
const isCompared = (lost: string | undefined, { href, role }: Fingerprint): lost is string =>
  lost !== undefined && !isBareHref(lost) && (href !== undefined || role === undefined || !clickable.includes(role));

/** Addresses are alike by their path; a query or a fragment is a detail. */
function hrefSimilarity(lost: string, found: string | undefined): number {
  if (found === undefined) return 0;
  if (lost === found) return 1;
  const [left, right] = [lost, found].map((href) => href.replace(/[?#].*$/, '').replace(/\/$/, ''));
  return left !== '' && left === right ? 0.7 : 0;
}

/** To share an address with many, or one that leads nowhere, says little; to lead to another place speaks against it all the same. */
const leadsElsewhere = (lost: string | undefined, { href }: Fingerprint): boolean =>
  lost !== undefined && href !== undefined && !isBareHref(href) && hrefSimilarity(lost, href) === 0;

/** The address as far as it says something; `leadTo` is the lost one's address, whatever it says. */
function compareHrefs({ href }: Fingerprint, found: Fingerprint, leadTo: string | undefined): Comparison {
  if (isCompared(href, found)) return { href: hrefSimilarity(href, found.href) };
  return leadsElsewhere(leadTo, found) ? { href: 0 } : {};
}

/** By what the markup calls it: test id, id, name, role, type, address, classes (the Similo family's attributes). */
export function compareAttributes(lost: Fingerprint, found: Fingerprint, leadTo = lost.href): Comparison {
  const classes = found.classes ?? [];
  return {
    ...(lost.tag ? { tag: Number(lost.tag === found.tag) } : {}),
    ...(lost.role ? { role: roleSimilarity(lost.role, found.role) } : {}),
    ...(lost.type ? { type: Number(lost.type === found.type) } : {}),
    ...(speaks(lost.testId, found.testId)
      ? { testId: identifier(lost.testId, found.testId, [found.id, found.nameAttr, ...classes]) }
      : {}),
    ...(speaks(lost.id, found.id) && !isCountedId(lost.id)
      ? { id: identifier(lost.id, found.id, [found.testId, found.nameAttr, ...classes]) }
      : {}),
    ...(lost.nameAttr ? { nameAttr: identifier(lost.nameAttr, found.nameAttr, [found.testId, found.id]) } : {}),
    ...compareHrefs(lost, found, leadTo),
    ...(lost.classes?.length ? { classes: dice(lost.classes, classes) } : {}),
    ...(lost.attributes && Object.keys(lost.attributes).length > 0
      ? { attributes: dice(pairs(lost.attributes), pairs(found.attributes ?? {})) }
      : {}),
  };
}
