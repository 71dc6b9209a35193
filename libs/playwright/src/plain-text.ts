/** Half of a line at most: what a page says is evidence, and no page fills a terminal or moves its cursor. */
const longest = 300;

/** A text that may come from a page, on one line and without control characters. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, longest);
