import { longestLocator } from './locator-part.js';
import { isPlaywrightCode } from './read-code.js';

/** Strategies of other tools, in the words of a locator with a prefix: `By.CSS_SELECTOR` is `css`. */
const strategies: Readonly<Record<string, string>> = {
  cssselector: 'css',
  css: 'css',
  xpath: 'xpath',
  id: 'id',
  name: 'name',
  classname: 'class',
  class: 'class',
  tagname: 'tag',
  linktext: 'link',
  partiallinktext: 'partial link',
  accessibilityid: 'label',
  text: 'text',
  testid: 'data-testid',
  datatestid: 'data-testid',
  role: 'role',
  label: 'label',
  placeholder: 'placeholder',
};

const prefixOf = (strategy: string): string | undefined => strategies[strategy.toLowerCase().replaceAll(/[\s_-]/g, '')];

const quoted = `("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|\`[^\`]*\`)`;
const seleniumCall = new RegExp(`By\\.(\\w+)\\s*[(,]\\s*${quoted}`, 'g');
const pairCall = new RegExp(`^\\(?\\s*${quoted}\\s*,\\s*${quoted}\\s*\\)?$`);
/** Calls of Cypress, TestCafe, WebdriverIO, Puppeteer and the page itself: a selector, or a text, maybe behind a selector. */
const call = new RegExp(
  `(?:^|[.\\s(])(\\$\\$?|\\$x|get|find|findBy\\w+|contains|children|within|Selector|withText|withExactText|querySelector(?:All)?|find_elements?_by_(\\w+)|findElement|waitForSelector|element|locateElement)\\(\\s*${quoted}(?:\\s*,\\s*${quoted})?`,
  'g',
);

const unquote = (text: string): string => text.slice(1, -1).replaceAll(/\\(["'`\\])/g, '$1');

function readCall([, name = '', by = '', first = '', second = '']: RegExpExecArray): string[] {
  const selector = unquote(first);
  if (/^with/.test(name)) return [`text=${selector}`];
  if (name === 'contains') return second === '' ? [`text=${selector}`] : [selector, `text=${unquote(second)}`];
  return [by === '' ? selector : `${prefixOf(by) ?? 'css'}=${selector}`];
}

/**
 * A locator of another tool's code as the text that it stands for, calls that follow each other as a chain: `By.id("user")`,
 * `cy.get('.row').contains('Edit')`, `$('#a')`, `(By.XPATH, "//a")`. What is none of those stays as it is.
 */
export function readNotation(written: string): string {
  const text = written.trim().slice(0, longestLocator);
  const selenium = [...text.matchAll(seleniumCall)].map(
    ([, strategy = '', value = '']) => `${prefixOf(strategy) ?? 'css'}=${unquote(value)}`,
  );
  if (selenium.length > 0) return selenium.join(' >> ');
  const [, first = '', second = ''] = pairCall.exec(text) ?? [];
  const prefix = first === '' ? undefined : prefixOf(unquote(first));
  if (prefix !== undefined) return `${prefix}=${unquote(second)}`;
  const isCode =
    /^(?:await\s+)?(?:[\w$]+(?:\(\))?\s*\.\s*)*(?:\$\$?|\$x|[A-Za-z]\w*)\(/.test(text) && !isPlaywrightCode(text);
  const links = isCode ? [...text.matchAll(call)].flatMap(readCall) : [];
  return links.length > 0 ? links.join(' >> ') : text;
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A locator that is no text: a pair, or an object that names strategy and value apart. Undefined where it tells nothing. */
export function locatorText(value: unknown): string | undefined {
  if (typeof value === 'string') return readNotation(value);
  if (Array.isArray(value)) {
    const [strategy, rest] = value.map(textIn);
    if (strategy === undefined) return undefined;
    return rest === undefined ? readNotation(strategy) : `${prefixOf(strategy) ?? strategy}=${rest}`;
  }
  if (value === null || typeof value !== 'object') return undefined;
  const fields = value as Record<string, unknown>;
  const strategy = textIn(fields['using'] ?? fields['by'] ?? fields['strategy'] ?? fields['type']);
  const said = textIn(fields['value'] ?? fields['selector'] ?? fields['locator']);
  if (said !== undefined)
    return strategy === undefined ? readNotation(said) : `${prefixOf(strategy) ?? strategy}=${said}`;
  const [own] = Object.entries(fields).flatMap(([name, field]) => {
    const prefix = prefixOf(name);
    return prefix !== undefined && textIn(field) !== undefined ? [`${prefix}=${textIn(field)}`] : [];
  });
  return own;
}
