import type { PageElement, PageSnapshot } from '@testforge/core';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { createLocatorProof } from './prove-locators.js';

const link = (name: string, at: number): PageElement => ({
  tag: 'a',
  role: 'link',
  name,
  xpath: `/html[1]/body[1]/a[${at}]`,
  interactive: true,
  visible: true,
  enabled: true,
});
const snapshot = (...elements: PageElement[]) =>
  ({ elements, forms: [], lists: [], leftOut: 0 }) as unknown as PageSnapshot;

/** A page that holds the elements and counts how often it is asked. */
function makePage(elements: PageElement[]) {
  const asked: string[] = [];
  const locate = (name: string) => ({
    evaluateAll: () => {
      asked.push(name);
      return Promise.resolve(elements.filter((element) => element.name?.includes(name)).map(({ xpath }) => xpath));
    },
  });
  const page = { getByRole: (_role: string, { name }: { name: string }) => locate(name), isClosed: () => false };
  return { page: page as unknown as Page, asked };
}

describe('locators of an app’s pages', () => {
  it('are proven once for what is on every page', async () => {
    const proof = createLocatorProof();
    const first = makePage([link('Home', 1), link('Books', 2)]);
    await proof.forPage().locatorsOf(first.page, snapshot(link('Home', 1), link('Books', 2)));
    expect(first.asked.sort()).toEqual(['Books', 'Home']);
    proof.keep();
    const next = makePage([link('Home', 1), link('Authors', 2)]);
    const locators = await proof.forPage().locatorsOf(next.page, snapshot(link('Home', 1), link('Authors', 2)));
    expect(next.asked).toEqual(['Authors']);
    expect(locators['0']?.links).toEqual([{ by: 'role', role: 'link', name: 'Home' }]);
  });
  it('are proven anew where the page shows something else that they match', async () => {
    const proof = createLocatorProof();
    const first = makePage([link('Home', 1)]);
    await proof.forPage().locatorsOf(first.page, snapshot(link('Home', 1)));
    proof.keep();
    const elements = [link('Home', 1), link('Home office', 2)];
    const next = makePage(elements);
    const locators = await proof.forPage().locatorsOf(next.page, snapshot(...elements));
    expect(next.asked).toContain('Home');
    expect(locators['0']?.links).not.toEqual([{ by: 'role', role: 'link', name: 'Home' }]);
  });
  it('are the same for the pages to come, whichever of two pages was read first', async () => {
    const plain = [link('Home', 1)];
    const crowded = [link('Home', 1), link('Home office', 2)];
    const proofAfter = async (...pages: PageElement[][]) => {
      const proof = createLocatorProof();
      for (const elements of pages) await proof.forPage().locatorsOf(makePage(elements).page, snapshot(...elements));
      proof.keep();
      return proof.forPage().locatorsOf(makePage(plain).page, snapshot(...plain));
    };
    expect(await proofAfter(plain, crowded)).toEqual(await proofAfter(crowded, plain));
  });
});
