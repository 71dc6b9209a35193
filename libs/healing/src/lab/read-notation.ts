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
const seleniumCall = new RegExp(`By\\.(\\w+)\\s*[(,]\\s*${quoted}`);
const pairCall = new RegExp(`^\\(?\\s*${quoted}\\s*,\\s*${quoted}\\s*\\)?$`);
const cypressText = new RegExp(`^cy\\.contains\\(\\s*${quoted}`);
const selectorCall = new RegExp(
  `^(?:await\\s+)?(?:\\w+\\.)*(?:\\$\\$?|\\$x|get|find|querySelector(?:All)?|find_elements?_by_css_selector|findElement|waitForSelector)\\(\\s*${quoted}\\s*\\)`,
);

const unquote = (text: string): string => text.slice(1, -1).replaceAll(/\\(["'`\\])/g, '$1');

/**
 * A locator of another tool's code as the text that it stands for: `By.id("user")`, `cy.get('.row')`, `$('#a')`,
 * `(By.XPATH, "//a")`. What is none of those stays as it is.
 */
export function readNotation(written: string): string {
  const text = written.trim();
  const [, strategy = '', value = ''] = seleniumCall.exec(text) ?? [];
  if (value) return `${prefixOf(strategy) ?? 'css'}=${unquote(value)}`;
  const [, first = '', second = ''] = pairCall.exec(text) ?? [];
  const prefix = first === '' ? undefined : prefixOf(unquote(first));
  if (prefix !== undefined) return `${prefix}=${unquote(second)}`;
  const said = cypressText.exec(text)?.[1];
  if (said) return `text=${unquote(said)}`;
  const selector = selectorCall.exec(text)?.[1];
  return selector ? unquote(selector) : text;
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
