import type { Fingerprint } from '@testforge/core';
import { dice, identifierSimilarity } from '../similarity.js';
import type { Comparison } from './comparison.js';

/** An identifier that turned up under another attribute is nearly as good as the same one. */
const movedShare = 0.8;

function identifier(lost: string, same: string | undefined, elsewhere: readonly (string | undefined)[]): number {
  const kept = same === undefined ? 0 : identifierSimilarity(lost, same);
  return Math.max(kept, elsewhere.includes(lost) ? movedShare : 0);
}

const pairs = (attributes: Record<string, string>): string[] =>
  Object.entries(attributes).map(([name, value]) => `${name}=${value}`);

const clickable: readonly (string | undefined)[] = ['button', 'link'];

/** A link that became a button is half the same. */
const roleSimilarity = (lost: string, found: string | undefined): number =>
  lost === found ? 1 : clickable.includes(lost) && clickable.includes(found) ? 0.5 : 0;

/** By what the markup calls it: test id, id, name, role, type, address, classes (the Similo family's attributes). */
export function compareAttributes(lost: Fingerprint, found: Fingerprint): Comparison {
  const classes = found.classes ?? [];
  return {
    tag: Number(lost.tag === found.tag),
    ...(lost.role ? { role: roleSimilarity(lost.role, found.role) } : {}),
    ...(lost.type ? { type: Number(lost.type === found.type) } : {}),
    ...(lost.testId ? { testId: identifier(lost.testId, found.testId, [found.id, found.nameAttr, ...classes]) } : {}),
    ...(lost.id ? { id: identifier(lost.id, found.id, [found.testId, found.nameAttr, ...classes]) } : {}),
    ...(lost.nameAttr ? { nameAttr: identifier(lost.nameAttr, found.nameAttr, [found.testId, found.id]) } : {}),
    ...(lost.href ? { href: Number(lost.href === found.href) } : {}),
    ...(lost.classes?.length ? { classes: dice(lost.classes, classes) } : {}),
    ...(lost.attributes && Object.keys(lost.attributes).length > 0
      ? { attributes: dice(pairs(lost.attributes), pairs(found.attributes ?? {})) }
      : {}),
  };
}
