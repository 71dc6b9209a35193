/** Built, since a control character in a pattern's own text would be invisible. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

export const withoutColours = (text: string): string => text.replace(colours, '');

/** What a matcher expected and what it received, as its message tells. Empty where it tells neither. */
export function readMismatch(message: string): { expected?: string; actual?: string } {
  const expected = labelled(message, /^Expected(?: \w+)*:[ \t]*(.+)$/m) ?? diffSide(message, '-');
  const actual = labelled(message, /^Received(?: \w+)*:[ \t]*(.+)$/m) ?? diffSide(message, '+') ?? absence(message);
  return { ...(expected === undefined ? {} : { expected }), ...(actual === undefined ? {} : { actual }) };
}

function labelled(message: string, pattern: RegExp): string | undefined {
  const value = pattern.exec(message)?.[1]?.trim();
  return value === undefined ? undefined : unquoted(value);
}

/** Texts of several lines are told as a difference, introduced by `- Expected  - 1` and `+ Received  + 1`. */
function diffSide(message: string, sign: '-' | '+'): string | undefined {
  if (!/^- Expected\b/m.test(message)) return undefined;
  const lines = message
    .split('\n')
    .filter((line) => line.startsWith(sign) && !/^[-+] (Expected|Received)\b/.test(line));
  return lines.length === 0 ? undefined : lines.map((line) => line.slice(1).trim()).join('\n');
}

const absence = (message: string): string | undefined =>
  /element\(s\) not found/.test(message) ? 'no such element' : undefined;

const unquoted = (value: string): string =>
  /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(["\\])/g, '$1') : value;
