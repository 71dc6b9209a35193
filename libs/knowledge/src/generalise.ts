import { plainWords, readLabel } from './interface-words.js';

const email = /\S+@\S+\.\S+/;
const number = /^[^\p{L}]*\d[^\p{L}]*$/u;
const properName = /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,2}$/u;

/** A text as it may leave a tenant: itself when it is all interface vocabulary, else its kind. */
export function generaliseText(text: string): string {
  if (email.test(text)) return '<email>';
  if (number.test(text)) return '<number>';
  if (readLabel(text).known) return plainWords(text).join(' ');
  return properName.test(text) ? '<name>' : '<custom-text>';
}

function writingStyle(identifier: string): string {
  if (identifier.includes('_')) return 'snake';
  if (identifier.includes('-')) return 'kebab';
  return /\p{Ll}\p{Lu}/u.test(identifier) ? 'camel' : 'plain';
}

/** The shape of an id, class or test id, never its words: `add-to-cart-12` → `kebab:4+digits`. */
export function shapeOfIdentifier(identifier: string): string {
  const words = identifier.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter(Boolean).length;
  return `${writingStyle(identifier)}:${words}${/\d/.test(identifier) ? '+digits' : ''}`;
}

/** What kind of address a link leads to, never the address. */
export function kindOfHref(href: string): string {
  if (href.startsWith('#')) return '<fragment>';
  const scheme = /^(mailto|tel|javascript):/.exec(href)?.[1];
  if (scheme) return `<${scheme}>`;
  return href.includes('?') ? '<path-with-query>' : '<path>';
}

/** `value` when it is one of a closed list of standard words, else `otherwise`. */
export const fromClosedList = (list: ReadonlySet<string>, value: string, otherwise: string): string =>
  list.has(value.toLowerCase()) ? value.toLowerCase() : otherwise;

export const standardTags: ReadonlySet<string> = new Set(
  (
    'a abbr address article aside audio b blockquote body button canvas caption code dd details dialog div dl dt em fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input label legend li main mark menu meter nav ' +
    'ol optgroup option output p picture pre progress section select small span strong summary svg table tbody td textarea ' +
    'tfoot th thead time tr u ul video'
  ).split(' '),
);

export const standardRoles: ReadonlySet<string> = new Set(
  (
    'alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox ' +
    'complementary contentinfo definition dialog document feed figure form generic grid gridcell group heading img link list ' +
    'listbox listitem log main marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none note ' +
    'option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar search searchbox ' +
    'separator slider spinbutton status strong switch tab table tablist tabpanel term textbox time timer toolbar tooltip ' +
    'tree treegrid treeitem'
  ).split(' '),
);

export const standardTypes: ReadonlySet<string> = new Set(
  'button checkbox color date datetime-local email file hidden image month number password radio range reset search submit tel text time url week select-one select-multiple textarea'.split(
    ' ',
  ),
);
