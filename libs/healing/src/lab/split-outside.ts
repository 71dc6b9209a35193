/** Behind the quoted text that begins here; the quote itself where nothing ends it. */
function skipQuoted(text: string, at: number): number {
  const end = text.indexOf(text[at] ?? '', at + 1);
  return end < 0 ? at + 1 : end + 1;
}

/**
 * Splits a text at one character wherever that stands outside of quotes and square brackets. Character by character: a
 * pattern that says the same takes time without end on brackets and quotes that nothing closes.
 */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length;) {
    const char = text[at] ?? '';
    if (char === '"' || char === "'") at = skipQuoted(text, at);
    else {
      if (char === '[') depth += 1;
      else if (char === ']') depth = Math.max(0, depth - 1);
      else if (char === separator && depth === 0) {
        parts.push(text.slice(from, at));
        from = at + 1;
      }
      at += 1;
    }
  }
  return [...parts, text.slice(from)];
}
