import type { StepValue } from '@testforge/core';

/** What a line of a scenario asks for. */
export type Phrase =
  | { kind: 'open'; path: string }
  | { kind: 'open-page'; name: string }
  | { kind: 'session'; signedOut: boolean }
  | { kind: 'click'; name: string; role?: 'button' | 'link' | 'tab' }
  | { kind: 'fill' | 'select' | 'press'; field: string; value: StepValue }
  | { kind: 'tick'; field: string; on: boolean }
  | { kind: 'back' | 'reload' }
  | { kind: 'shown' | 'hidden' | 'heading'; text: string }
  | { kind: 'at'; path: string }
  | { kind: 'holds'; field: string; text: string };

const literal = (value: string): StepValue => ({ kind: 'literal', value });

/** What is made anew each time the test runs. */
function freshValue(words: string): StepValue | null {
  const unique = (shape: 'email' | 'name' | 'text' | 'number', prefix: string): StepValue => ({
    kind: 'unique',
    shape,
    prefix,
  });
  if (/e-?mail/i.test(words)) return unique('email', 'visitor');
  if (/name/i.test(words)) return unique('name', 'Alex');
  if (/number/i.test(words)) return unique('number', '');
  return /text|title|message/i.test(words) ? unique('text', 'Written by a test') : null;
}

type Reader = (match: string[]) => Phrase | null;

/** Straight quotation marks and a path, as the rows below name them. */
const quoted = '"([^"]+)"';
const path = '(/\\S*)';
const the = '(?:the )?';

/** Read from the top; the first that fits the whole line is what is meant. */
const rows: [pattern: string, read: Reader][] = [
  [`(?:I am|a user is|the user is) logged in`, () => ({ kind: 'session', signedOut: false })],
  [`(?:I am|nobody is) (?:not logged in|logged out|logged in)`, () => ({ kind: 'session', signedOut: true })],
  [`I (?:open|visit|go to|am on) ${the}(?:start|home) ?page`, () => ({ kind: 'open', path: '/' })],
  [`${the}(?:start|home) ?page is open`, () => ({ kind: 'open', path: '/' })],
  [
    `I (?:open|visit|go to|am on) ${the}(?:page )?"?${path.replace('\\S', '[^\\s"]')}"?`,
    ([to = '']) => ({ kind: 'open', path: to }),
  ],
  [`${the}page "?${path.replace('\\S', '[^\\s"]')}"? is open`, ([to = '']) => ({ kind: 'open', path: to })],
  [`I (?:open|visit|go to|am on) ${the}(?:page )?${quoted}(?: page)?`, ([name = '']) => ({ kind: 'open-page', name })],
  [`${the}page ${quoted} is open`, ([name = '']) => ({ kind: 'open-page', name })],
  [`I (?:go|come) back`, () => ({ kind: 'back' })],
  [`I reload(?: the page)?`, () => ({ kind: 'reload' })],
  [
    `I press "?(Enter|Escape|Tab)"? in ${the}(?:field )?${quoted}`,
    ([key = '', field = '']) => ({ kind: 'press', field, value: literal(key) }),
  ],
  [
    `I (?:click|press|tap)(?: on)? ${the}(?:(button|link|tab) )?${quoted}(?: (button|link|tab))?`,
    ([before, name = '', behind]) => click(name, before || behind),
  ],
  [
    `I (?:fill(?: in)?|set) ${the}(?:field )?${quoted} (?:with|to) ${quoted}`,
    ([field = '', value = '']) => ({ kind: 'fill', field, value: literal(value) }),
  ],
  [
    `I (?:fill(?: in)?|set) ${the}(?:field )?${quoted} (?:with|to) an? new ([a-z -]+)`,
    ([field = '', words = '']) => fillNew(field, words),
  ],
  [
    `I (?:enter|type|write) ${quoted} (?:in|into|as) ${the}(?:field )?${quoted}`,
    ([value = '', field = '']) => ({ kind: 'fill', field, value: literal(value) }),
  ],
  [
    `I (?:enter|type|write) an? new ([a-z -]+) (?:in|into|as) ${the}(?:field )?${quoted}`,
    ([words = '', field = '']) => fillNew(field, words),
  ],
  [
    `I (?:choose|select|pick) ${quoted} (?:in|from|as|for) ${the}(?:field )?${quoted}`,
    ([value = '', field = '']) => ({ kind: 'select', field, value: literal(value) }),
  ],
  [`I (?:tick|check) ${the}(?:box )?${quoted}`, ([field = '']) => ({ kind: 'tick', field, on: true })],
  [`I (?:untick|uncheck|clear) ${the}(?:box )?${quoted}`, ([field = '']) => ({ kind: 'tick', field, on: false })],
  [`${the}address is "?${path.replace('\\S', '[^\\s"]')}"?`, ([to = '']) => ({ kind: 'at', path: to })],
  [`${the}heading (?:is|says|shows) ${quoted}`, ([text = '']) => ({ kind: 'heading', text })],
  [
    `${the}field ${quoted} (?:holds|contains|shows) ${quoted}`,
    ([field = '', text = '']) => ({ kind: 'holds', field, text }),
  ],
  [`${quoted} (?:holds) ${quoted}`, ([field = '', text = '']) => ({ kind: 'holds', field, text })],
  [
    `(?:I (?:should )?(?:not|don't|do not) see|the page does not (?:show|contain)) ${quoted}`,
    ([text = '']) => ({ kind: 'hidden', text }),
  ],
  [`${quoted} is (?:not (?:shown|visible|there)|hidden|gone)`, ([text = '']) => ({ kind: 'hidden', text })],
  [`(?:I (?:should )?see|the page (?:shows|contains)) ${quoted}`, ([text = '']) => ({ kind: 'shown', text })],
  [`${quoted} is (?:shown|visible|displayed|there)`, ([text = '']) => ({ kind: 'shown', text })],
];

function click(name: string, role: string | undefined): Phrase {
  const known = (['button', 'link', 'tab'] as const).find((each) => each === role);
  return { kind: 'click', name, ...(known ? { role: known } : {}) };
}

function fillNew(field: string, words: string): Phrase | null {
  const value = freshValue(words);
  return value && { kind: 'fill', field, value };
}

const readers = rows.map(([pattern, read]) => ({ pattern: new RegExp(`^${pattern}\\.?$`, 'i'), read }));

const straight = (text: string): string => text.replaceAll(/[“”„«»]/g, '"').replaceAll(/[‘’]/g, "'");

/** What a line means; null where it is none of the sentences that are known. */
export function readPhrase(text: string): Phrase | null {
  const line = straight(text).replaceAll(/\s+/g, ' ').trim();
  for (const { pattern, read } of readers) {
    const match = pattern.exec(line);
    if (match) return read(match.slice(1));
  }
  return null;
}
