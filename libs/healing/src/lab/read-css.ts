import { emptyPart, lastOf, put, putFlag, unquote, type LocatorPart } from './locator-part.js';

const cssToken =
  /#((?:[\w-]|\\.|[\u0080-\uFFFF])+)|\.((?:[\w-]|\\.|[\u0080-\uFFFF])+)|\[\s*([\w:-]+)\s*(?:[~|^$*]?=\s*("[^"]*"|'[^']*'|[^\]\s]+)\s*[is]?\s*)?\]|:(?:has-text|text|text-is|contains)\(\s*("[^"]*"|'[^']*'|[^)]*)\s*\)|:{1,2}[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?|([a-zA-Z][\w-]*)|\*/g;
const unescape = (token: string): string => token.replaceAll(/\\(.)/g, '$1');

function readCompound(css: string): LocatorPart {
  const part = emptyPart();
  for (const [, id, className, attribute, value, text, tag] of css.matchAll(cssToken)) {
    if (id) part.id = unescape(id);
    else if (className) part.classes.push(unescape(className));
    else if (attribute && value === undefined) putFlag(part, attribute);
    else if (attribute) put(part, attribute, unquote(value ?? ''));
    else if (text) part.text = unquote(text);
    else if (tag) part.tag = tag.toLowerCase();
  }
  return part;
}

/** What a selector says of the element it ends at, split at its combinators, outside of brackets and quotes. */
export function readCss(css: string): LocatorPart {
  const first = css.split(/,(?![^([]*[)\]])/)[0] ?? css;
  const compounds = first.match(/(?:\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)|\\.|[^\s>+~])+/g) ?? [];
  return lastOf(compounds.map(readCompound));
}
