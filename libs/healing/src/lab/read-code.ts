import { emptyPart, lastOf, put, textsIn, unquote, wordsIn, wordsOfPattern, type LocatorPart } from './locator-part.js';

/** Playwright's calls, as JavaScript, Python, Java and C# write them: `get_by_role` and `GetByRole` are `getbyrole`. */
const callName = /(?:^|[.\s(])((?:get_?by_?\w+|locator|filter|frame_?locator))\(/gi;
export const isPlaywrightCode = (text: string): boolean => new RegExp(callName.source, 'i').test(text);

const fieldByCall: Record<string, string> = {
  getbytext: 'text',
  getbylabel: 'label',
  getbyplaceholder: 'placeholder',
  getbytestid: 'data-testid',
  getbytitle: 'title',
  getbyalttext: 'alt',
  getbyrole: 'role',
};
const literal = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/;
const pattern = /\/(?:[^/\\\n]|\\.)+\/[a-z]*/;
const value = `(${literal.source}|${pattern.source})`;
const firstArgument = new RegExp(String.raw`^\s*(?:re\.compile\(\s*r?|Pattern\.compile\(\s*|new Regex\(\s*)?${value}`);
const ariaRole = /^\s*AriaRole\.(\w+)/;
const option = new RegExp(
  String.raw`(?:\b|set)(?:name|has_?text)\s*(?:[:=(])\s*(?:re\.compile\(\s*r?|Pattern\.compile\(\s*|new Regex\(\s*)?${value}`,
  'i',
);

/** From behind an opening bracket to the one that closes it, whatever stands in quotes between. */
function argumentsAt(code: string, from: number): { text: string; to: number } {
  let depth = 1;
  let quote = '';
  for (let at = from; at < code.length; at += 1) {
    const char = code[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (/["'`]/.test(char)) quote = char;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    if (depth === 0) return { text: code.slice(from, at), to: at };
  }
  return { text: code.slice(from), to: code.length };
}

interface Call {
  name: string;
  args: string;
}

/** The calls of a chain, those inside of others' arguments left out. */
function callsIn(code: string): Call[] {
  const calls: Call[] = [];
  let end = 0;
  for (const match of code.matchAll(callName)) {
    if (match.index < end) continue;
    const { text, to } = argumentsAt(code, match.index + match[0].length);
    calls.push({ name: (match[1] ?? '').toLowerCase().replaceAll('_', ''), args: text });
    end = to;
  }
  return calls;
}

const plain = (written: string): string => wordsOfPattern(unquote(written));

/** A part and what others say of what is in it or around. */
const besides = (part: LocatorPart, others: readonly LocatorPart[]): LocatorPart => ({
  ...part,
  around: [...part.around, ...others.flatMap(wordsIn)],
  near: [...part.near, ...others.flatMap(textsIn)],
});

function readCall({ name, args }: Call, readPart: (written: string) => LocatorPart): LocatorPart {
  const first = ariaRole.exec(args) ?? firstArgument.exec(args);
  const argument = first?.[1] && (ariaRole.test(args) ? first[1].toLowerCase() : first[1]);
  const said = option.exec(args.slice(first?.[0].length ?? 0))?.[1];
  const part = /locator$/.test(name) && argument ? readPart(plain(argument)) : emptyPart();
  const field = fieldByCall[name];
  if (field && argument) put(part, field, plain(argument));
  if (said) part.text = plain(said);
  return name === 'filter' && isPlaywrightCode(args)
    ? besides(
        part,
        callsIn(args).map((call) => readCall(call, readPart)),
      )
    : part;
}

/** `getByRole('button', { name: 'Save' })` and its fellows, as many as are chained; a filter tells what is in it or around. */
export function readCode(code: string, readPart: (written: string) => LocatorPart): LocatorPart {
  const calls = callsIn(code);
  const read = (filters: boolean): LocatorPart[] =>
    calls.filter(({ name }) => (name === 'filter') === filters).map((call) => readCall(call, readPart));
  return besides(lastOf(read(false)), read(true));
}
