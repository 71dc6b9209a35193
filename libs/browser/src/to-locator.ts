import type { Locator, LocatorLink, RunTimeValue } from '@testforge/core';
import type { FrameLocator, Locator as LiveLocator, Page } from 'playwright';

type Scope = Page | FrameLocator | LiveLocator;

type Resolve = (value: RunTimeValue) => string;

function next(scope: Scope, link: LocatorLink, resolve?: Resolve): LiveLocator {
  switch (link.by) {
    case 'role':
      return scope.getByRole(link.role as Parameters<Page['getByRole']>[0], {
        name: link.name,
        exact: link.exact,
        level: link.level,
      });
    case 'label':
      return scope.getByLabel(link.text, { exact: link.exact });
    case 'placeholder':
      return scope.getByPlaceholder(link.text, { exact: link.exact });
    case 'text':
      return scope.getByText(link.text, { exact: link.exact });
    case 'altText':
      return scope.getByAltText(link.text, { exact: link.exact });
    case 'title':
      return scope.getByTitle(link.text, { exact: link.exact });
    case 'testId':
      return scope.getByTestId(link.testId);
    case 'css':
      return scope.locator(link.css);
    case 'hasText':
      return narrowable(scope).filter({ hasText: link.value && resolve ? resolve(link.value) : link.text });
    case 'nth':
      return narrowable(scope).nth(link.index);
  }
}

/** `hasText` and `nth` narrow what came before; at the very start that is every element. */
const narrowable = (scope: Scope): LiveLocator => ('filter' in scope ? scope : scope.locator('*'));

/** The page, or the frame within it that CSS paths of iframes lead to. */
export const startOf = (page: Page, frame: string[]): Page | FrameLocator =>
  frame.reduce<Page | FrameLocator>((scope, css) => scope.frameLocator(css), page);

/** The live locator that a stored one describes; `resolve` gives the run-time values it looks for. */
export function toLocator(page: Page, locator: Locator, resolve?: Resolve): LiveLocator {
  const start: Scope = startOf(page, locator.frame);
  const [first, ...rest] = locator.links;
  if (!first) return start.locator('html');
  return rest.reduce<LiveLocator>((scope, link) => next(scope, link, resolve), next(start, first, resolve));
}
