/** What Playwright's words on a failed step tell of it. */
export interface ReadFailure {
  /** As other tools call it too: `click`, `fill`, `toHaveText`; undefined where the words do not say. */
  action: string | undefined;
  /** The locator as Playwright writes it, without `page.`. */
  locator: string | undefined;
}

// eslint-disable-next-line no-control-regex -- terminals' colours are control characters
const colours = /\u001b\[[\d;]*m/g;
/** `locator.click: Timeout 5000ms exceeded.`, `page.fill: Error: strict mode violation: …` */
const failedCall = /\b(?:locator|frameLocator|page|frame|elementHandle)\.(\w+): /;
/** `expect(locator).toHaveText(expected) failed`, in which the matcher reads the element. */
const failedCheck = /\bexpect(?:\.soft)?\([^)]*\)(?:\.not)?\.(\w+)\(/;
/** `Locator: getByTestId('total')`, `- waiting for getByRole('button', { name: 'Buy' }) to be visible`. */
const named = [
  /^\s*Locator:\s+(.+)$/m,
  /^\s*-?\s*waiting for ((?:locator|frameLocator|getBy\w+)\(.+)$/m,
  /strict mode violation: (.+?) resolved to \d+ elements/,
  /^\s*-?\s*waiting for selector ["'](.+)["']/m,
];
const waitedUntil = /\s+to be (?:visible|hidden|attached|detached|enabled|editable)\s*$/;

/**
 * Reads which step failed and how it looked for its element from what Playwright printed. Words of another make tell
 * nothing, which is no error.
 */
export function readFailure(error: string): ReadFailure {
  const text = error.replaceAll(colours, '');
  const locator = named.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
  const check = failedCheck.exec(text);
  return {
    action: check ? 'read' : failedCall.exec(text)?.[1],
    locator: locator?.replace(waitedUntil, '').trim(),
  };
}
