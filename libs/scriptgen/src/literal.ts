const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Invisible, direction-changing and half characters are written as escapes, so that code reads as it runs. */
const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
};

/** Makes source text that holds string literals only as visible characters; what the literals evaluate to stays the same. */
export const visibleSource = (literalSource: string): string => literalSource.replace(unsafe, escaped);
