import { emptyPart, fieldByAttribute, put, unquote, wordsOfPattern, type LocatorPart } from './locator-part.js';
import { isPlaywrightCode, readCode } from './read-code.js';
import { readCss } from './read-css.js';
import { readXpath } from './read-xpath.js';

/** `role=button[name="Save"i]`, Playwright's own way to write a role. */
function readRole(written: string): LocatorPart {
  const part = emptyPart();
  part.role = /^[\w-]+/.exec(written)?.[0];
  const name = /\[name\s*[~*^$]?=\s*("[^"]*"|'[^']*'|\/[^/]+\/|[^\]]+)/.exec(written)?.[1];
  if (name) part.text = wordsOfPattern(unquote(name));
  return part;
}

function readClass(written: string): LocatorPart {
  const classes = unquote(written)
    .split(/[\s.]+/)
    .filter(Boolean);
  return { ...emptyPart(), classes };
}

/** Strategies that take more than one value; `attr` and `testid` are Playwright's own words for an attribute. */
const readBy: Record<string, (written: string) => LocatorPart> = {
  css: readCss,
  jquery: readCss,
  sizzle: readCss,
  attr: readCss,
  testid: (written) => (/^\s*\[/.test(written) ? readCss(written) : { ...emptyPart(), testId: unquote(written) }),
  xpath: readXpath,
  role: readRole,
  class: readClass,
};

const knownTags =
  /^(a|abbr|article|aside|button|canvas|dd|div|dl|dt|fieldset|footer|form|h[1-6]|header|i|img|input|label|legend|li|main|nav|ol|option|p|section|select|span|strong|summary|svg|table|tbody|td|textarea|th|thead|tr|ul)$/;
const looksLikeCss = (text: string): boolean =>
  /^[#.[*]/.test(text) ||
  /^[a-z][\w-]*(?:[#.[:][^\s]|\s*[>+~]\s*[\w#.[*])/i.test(text) ||
  (/[#.[>]/.test(text) && /^[a-z][\w-]*[\s#.[>:]/.test(text) && !/[.!?]$/.test(text)) ||
  knownTags.test(text);
const looksLikeXpath = /^(?:xpath\s*[:=]\s*)?\(*\.{0,2}\/{1,2}[\w*.@]/i;

function readStrategy(text: string): LocatorPart | null {
  const [, strategy = '', rest = ''] =
    /^(?:internal:)?([a-z][a-z-]*(?: link| text)?)\s*[=:]\s*(.+)$/is.exec(text) ?? [];
  const kind = strategy.toLowerCase();
  const reader = readBy[kind];
  if (reader) return reader(rest);
  const field = fieldByAttribute[kind];
  if (!field || (looksLikeCss(text) && /^[a-z]+:(?!\s)/i.test(text) && !text.startsWith('internal:'))) return null;
  const part = emptyPart();
  put(part, kind, wordsOfPattern(unquote(rest)));
  return { ...part, quoted: field === 'text' };
}

/** Reads one link; what looks like nothing known is a name. */
export function readPart(written: string): LocatorPart {
  const text = written.trim();
  if (isPlaywrightCode(text)) return readCode(text, readPart);
  if (/^(["'`]).*\1[is]?$/s.test(text)) return { ...emptyPart(), text: unquote(text), quoted: true };
  // Accessibility ids as Appium writes them.
  if (/^~[^\s~>]/.test(text)) return { ...emptyPart(), label: text.slice(1) };
  if (looksLikeXpath.test(text)) return readXpath(text.replace(/^xpath\s*[:=]\s*/i, ''));
  const known = readStrategy(text);
  if (known) return known;
  if (looksLikeCss(text)) return readCss(text);
  return /^[\w-]*(?:[a-z\d][A-Z]|[_-])[\w-]*$/.test(text) ? { ...emptyPart(), called: text } : { ...emptyPart(), text };
}
