import { z } from 'zod';
import { RunTimeValue } from './step-value.js';

const text = { text: z.string(), exact: z.boolean().optional() };

/** One link of a locator, named after Playwright's own `getBy…` calls. */
export const LocatorLink = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('role'),
    role: z.string(),
    name: z.string().optional(),
    exact: z.boolean().optional(),
    level: z.number().int().optional(),
  }),
  z.object({ by: z.literal('label'), ...text }),
  z.object({ by: z.literal('placeholder'), ...text }),
  z.object({ by: z.literal('text'), ...text }),
  z.object({ by: z.literal('altText'), ...text }),
  z.object({ by: z.literal('title'), ...text }),
  /** `data-testid` only; other test attributes are written as `css`. */
  z.object({ by: z.literal('testId'), testId: z.string() }),
  z.object({ by: z.literal('css'), css: z.string() }),
  /** Narrows what came before to the elements that contain this text; with `value`, what that stands for when the test runs. */
  z.object({ by: z.literal('hasText'), text: z.string(), value: RunTimeValue.optional() }),
  /** Zero-based position among what came before. Last resort. */
  z.object({ by: z.literal('nth'), index: z.number().int() }),
]);
export type LocatorLink = z.infer<typeof LocatorLink>;

/** A Playwright locator as data: each link is searched within the one before it. `frame` holds the CSS of iframes from the top. */
export const Locator = z.object({ frame: z.array(z.string()).default([]), links: z.array(LocatorLink).min(1) });
export type Locator = z.infer<typeof Locator>;

const quote = (value: string): string =>
  `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;

const textCall = (call: string, link: { text: string; exact?: boolean | undefined }): string =>
  `${call}(${quote(link.text)}${link.exact ? ', { exact: true }' : ''})`;

type ValueCode = (value: RunTimeValue) => string;

function linkCode(link: LocatorLink, valueCode?: ValueCode): string {
  switch (link.by) {
    case 'role': {
      const options = [
        link.name === undefined ? '' : `name: ${quote(link.name)}`,
        link.exact ? 'exact: true' : '',
        link.level === undefined ? '' : `level: ${link.level}`,
      ].filter(Boolean);
      return `getByRole(${quote(link.role)}${options.length ? `, { ${options.join(', ')} }` : ''})`;
    }
    case 'label':
      return textCall('getByLabel', link);
    case 'placeholder':
      return textCall('getByPlaceholder', link);
    case 'text':
      return textCall('getByText', link);
    case 'altText':
      return textCall('getByAltText', link);
    case 'title':
      return textCall('getByTitle', link);
    case 'testId':
      return `getByTestId(${quote(link.testId)})`;
    case 'css':
      return `locator(${quote(link.css)})`;
    case 'hasText':
      return `filter({ hasText: ${link.value && valueCode ? valueCode(link.value) : quote(link.text)} })`;
    case 'nth':
      return `nth(${link.index})`;
  }
}

/** The locator as Playwright source, starting at `page`: `page.getByRole('button', { name: 'Save' })`. `valueCode` writes run-time values. */
export const locatorCode = (locator: Locator, valueCode?: ValueCode): string =>
  [
    'page',
    ...locator.frame.map((css) => `frameLocator(${quote(css)})`),
    ...locator.links.map((link) => linkCode(link, valueCode)),
  ].join('.');

/** Run-time values that a locator looks for. */
export const locatorValues = (locator: Locator): RunTimeValue[] =>
  locator.links.flatMap((link) => (link.by === 'hasText' && link.value ? [link.value] : []));

function linkWords(link: LocatorLink): string {
  switch (link.by) {
    case 'role':
      return link.name === undefined ? `the ${link.role}` : `the ${link.role} “${link.name}”`;
    case 'label':
      return `the field labelled “${link.text}”`;
    case 'placeholder':
      return `the field with the placeholder “${link.text}”`;
    case 'text':
      return `the text “${link.text}”`;
    case 'altText':
      return `the picture “${link.text}”`;
    case 'title':
      return `the element titled “${link.text}”`;
    case 'testId':
      return `the element with the test id “${link.testId}”`;
    case 'css':
      return `the element at ${link.css}`;
    case 'hasText':
      return `with the text “${link.text}”`;
    case 'nth':
      return `number ${link.index + 1}`;
  }
}

/** The locator in words, for people. */
export const locatorWords = (locator: Locator): string => locator.links.map(linkWords).join(', ');

/** A JavaScript string literal in single quotes that holds any text safely. */
export const stringLiteral = quote;
