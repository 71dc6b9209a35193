import { emptyPart, lastOf, put, unquote, wordsIn, type LocatorPart } from './locator-part.js';
import { splitOutside } from './split-outside.js';

const text = `("[^"]*"|'[^']*')`;
const subject = String.raw`(@[\w:-]+|text\(\)|\.)`;
/** Functions that change how a value is compared, not which value it is. */
const wrappers: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`(?:normalize-space|string|lower-case|upper-case)\(\s*${subject}\s*\)`, 'g'), '$1'],
  [/(?:normalize-space|string)\(\s*\)/g, '.'],
  [new RegExp(String.raw`translate\(\s*${subject}\s*,\s*${text}\s*,\s*${text}\s*\)`, 'g'), '$1'],
  [new RegExp(String.raw`concat\(\s*["']\s*["']\s*,\s*${subject}\s*,\s*["']\s*["']\s*\)`, 'g'), '$1'],
];

function unwrap(xpath: string): string {
  let plain = xpath;
  for (let before = ''; before !== plain;) {
    before = plain;
    for (const [pattern, kept] of wrappers) plain = plain.replaceAll(pattern, kept);
  }
  return plain;
}

/** A child is said by its name alone: `tr[td="Ada"]`. */
const named = String.raw`((?:[a-zA-Z][\w-]*/)*[a-zA-Z][\w-]*)`;
const predicate = new RegExp(String.raw`(?<![\w.@:-])(?:${subject}|${named})\s*(?:,|=)\s*${text}`, 'g');

function readStep(step: string): LocatorPart {
  const part = emptyPart();
  const tag = /^(?:[\w-]+::)?([a-zA-Z][\w-]*)/.exec(step)?.[1];
  if (tag) part.tag = tag.toLowerCase();
  for (const [, of = '', , value = ''] of step.matchAll(predicate)) {
    if (of.startsWith('@')) put(part, of.slice(1), unquote(value).trim());
    else part.text = unquote(value).trim();
  }
  return part;
}

/** What an XPath says of the element it ends at; of several joined by `|` the first. */
export function readXpath(xpath: string): LocatorPart {
  const [first = ''] = splitOutside(unwrap(xpath), '|');
  const steps = splitOutside(first.replace(/^\s*\(+/, ''), '/');
  return lastOf(steps.map((step) => readStep(step.trim())).filter((part) => part.tag || wordsIn(part).length));
}
