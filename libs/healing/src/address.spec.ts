import { describe, expect, it } from 'vitest';
import { checkSearchUrl, failureInput } from '../test/spec-page.js';
import { isWrittenOtherwise } from './address.js';
import { readFacts } from './facts.js';
import { judgeFacts } from './verdict.js';

const at = (path: string): string => `http://shop.test${path}`;

describe('an address that is written otherwise', () => {
  it.each([
    ['/products?q=rope', '/products?query=rope', true],
    ['/products?q=:id', '/products?query=two%20words', true],
    ['/products/:id?q=a&sort=new', '/products/7?query=a&order_by=new', true],
    ['/hot/stored/', '/hot/stored', true],
    ['/products/:id', '/products/7/', true],
    ['/hot/stored/', '/hot', false],
    ['/', '/', false],
    ['/products?q=rope', '/products?q=rope', false],
    ['/products?q=rope', '/products?query=soap', false],
    ['/products?q=rope', '/products', false],
    ['/products', '/products?query=rope', false],
    ['/products?q=rope', '/search?query=rope', false],
    ['/products?q=rope&page=2', '/products?query=rope', false],
  ])('%s, now %s: %s', (expected, path, is) => {
    expect(isWrittenOtherwise(expected, at(path))).toBe(is);
  });

  it('waits for a person and is no regression; any other address is one', () => {
    const judge = (path: string) =>
      judgeFacts(readFacts(failureInput(checkSearchUrl, 'Error: x', [], { seen: { url: at(path), requests: [] } })));
    expect(judge('/products?query=rope')).toMatchObject({ outcome: 'waiting', waitingFor: 'intended' });
    expect(judge('/products?query=soap')).toMatchObject({ outcome: 'regression', rule: 'regression.address' });
  });
});
