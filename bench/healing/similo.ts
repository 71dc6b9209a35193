import type { Fingerprint, PageElement } from '@testforge/core';

/**
 * Similo (Nass, Alégroth, Feldt, 2023) as published: fourteen properties compared each in its own way, two weights, the sum
 * decides, and there is no threshold: it always chooses. Re-implemented for comparison on the same pairs.
 */
const high = 1.5;
const low = 0.5;

function levenshtein(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1)
      row.push(
        Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1])),
      );
    before = row;
  }
  return before[b.length] ?? 0;
}
const asWritten = (a: string | undefined, b: string | undefined): number => {
  if (!a || !b) return 0;
  const [left, right] = [a.slice(0, 100).toLowerCase(), b.slice(0, 100).toLowerCase()];
  return left === right ? 1 : 1 - levenshtein(left, right) / Math.max(left.length, right.length);
};
const equal = (a: string | undefined, b: string | undefined): number =>
  Number(!!a && a.toLowerCase() === b?.toLowerCase());
const ratio = (a: number, b: number): number => (Math.max(a, b) === 0 ? 0 : Math.min(a, b) / Math.max(a, b));
const isButton = ({ tag, type, role }: Fingerprint): boolean =>
  tag === 'button' || role === 'button' || (tag === 'input' && /^(submit|button|reset)$/.test(type ?? ''));

function words(a: readonly string[] = [], b: readonly string[] = []): number {
  const [left, right] = [a, b].map((texts) => new Set(texts.join(' ').toLowerCase().split(/\s+/).filter(Boolean)));
  if (!left?.size || !right?.size) return 0;
  return [...left].filter((word) => right.has(word)).length / Math.max(left.size, right.size);
}

const area = (box: NonNullable<Fingerprint['box']>): number => box.width * box.height;
const shape = (box: NonNullable<Fingerprint['box']>): number => (box.height === 0 ? 0 : box.width / box.height);

export function similoScore(lost: Fingerprint, found: PageElement): number {
  const boxes = lost.box && found.box ? { a: lost.box, b: found.box } : null;
  return (
    high *
      (equal(lost.tag, found.tag) +
        equal(lost.nameAttr, found.nameAttr) +
        equal(lost.id, found.id) +
        asWritten(lost.text ?? lost.value, found.text ?? found.value) +
        words(lost.neighbourTexts, found.neighbourTexts)) +
    low *
      (asWritten(lost.classes?.join(' '), found.classes?.join(' ')) +
        asWritten(lost.href, found.href) +
        asWritten(lost.alt, found.alt) +
        asWritten(lost.xpath, found.xpath) +
        asWritten(lost.idXpath, found.idXpath) +
        Number(isButton(lost) === isButton(found)) +
        (boxes ? Math.max(0, 100 - Math.hypot(boxes.a.x - boxes.b.x, boxes.a.y - boxes.b.y)) / 100 : 0) +
        (boxes ? ratio(area(boxes.a), area(boxes.b)) : 0) +
        (boxes ? ratio(shape(boxes.a), shape(boxes.b)) : 0))
  );
}

/** Rank of the right element by Similo, 0 for the best; among equals the first on the page counts. */
export function similoRank(lost: Fingerprint, elements: readonly PageElement[], truth: number): number {
  const scores = elements.map((found) => similoScore(lost, found));
  const own = scores[truth] ?? 0;
  return scores.filter((score, at) => score > own || (score === own && at < truth)).length;
}
