import { pageErrorSignature } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { brokenOffIn, pageErrorsOf, serverErrorsOf, type PageRecord } from './app-faults.js';

const record = (more: Partial<PageRecord>): PageRecord => ({
  url: 'http://shop.test/cart',
  requests: [],
  pageErrors: [],
  ...more,
});
const request = (url: string, more: Partial<PageRecord['requests'][number]> = {}) => ({
  method: 'GET',
  url,
  status: 200,
  ...more,
});
const aborted = request('http://shop.test/api/news', { status: null, failure: 'net::ERR_ABORTED' });
const refused = request('http://shop.test/api/cart', { status: null, failure: 'net::ERR_CONNECTION_RESET' });

describe('errors of a page', () => {
  const thrown = 'TypeError: cart is undefined\n    at http://shop.test/app.js:1:2';

  it('count in whichever attempt they were thrown, once', () => {
    expect(pageErrorsOf([record({ pageErrors: [thrown] }), record({ pageErrors: [thrown] })])).toEqual([thrown]);
  });

  it('do not count when they were there at first, told with their stack or without', () => {
    const page = 'http://staging.test/cart?from=mail';
    const known = { pageErrors: [pageErrorSignature({ message: 'cart is undefined', page })] };
    expect(pageErrorsOf([record({ pageErrors: [thrown] })], known)).toEqual([]);
    const late = 'Error: late at http://localhost:4001/a.js after 1763740800000';
    const before = { message: 'late at http://localhost:3000/a.js after 1763740711111', page };
    expect(pageErrorsOf([record({ pageErrors: [late] })], { pageErrors: [pageErrorSignature(before)] })).toEqual([]);
  });

  it('count on every page but the one where they were there at first', () => {
    const page = 'http://shop.test/orders/17';
    const known = { pageErrors: [pageErrorSignature({ message: thrown, page })] };
    const both = record({ pageErrors: [thrown, thrown], thrownOn: ['http://shop.test/orders/18', page] });
    expect(pageErrorsOf([both], known)).toEqual([]);
    expect(pageErrorsOf([record({ ...both, thrownOn: [page, 'http://shop.test/pay'] })], known)).toEqual([thrown]);
  });

  it('count when they say something else than at first, by a short number too', () => {
    const page = 'http://shop.test/cart';
    const known = { pageErrors: [pageErrorSignature({ message: 'Request failed with status code 404', page })] };
    const now = 'Error: Request failed with status code 500';
    expect(pageErrorsOf([record({ pageErrors: [now] })], known)).toEqual([now]);
  });

  it('do not count when the page was only left before its request was answered', () => {
    const pageErrors = ['TypeError: Failed to fetch\n    at load'];
    expect(pageErrorsOf([record({ pageErrors, requests: [aborted] })])).toEqual([]);
    expect(pageErrorsOf([record({ pageErrors, requests: [aborted, refused] })])).toEqual(pageErrors);
    expect(pageErrorsOf([record({ pageErrors })])).toEqual(pageErrors);
    expect(pageErrorsOf([record({ pageErrors: [thrown], requests: [aborted] })])).toEqual([thrown]);
  });
});

describe('requests of a page', () => {
  it('that the app answered with 5xx count where they are its own, also from a page that is not', () => {
    const own = request('http://shop.test/api/cart?x=1', { status: 502 });
    const foreign = request('http://ads.test/', { status: 500 });
    expect(serverErrorsOf([record({ requests: [own, foreign] })])).toEqual(['GET /api/cart answered 502']);
    expect(serverErrorsOf([record({ requests: [own] })], { serverErrors: ['GET /api/cart 502'] })).toEqual([]);
    const away = record({ url: 'http://pay.test/', requests: [own] });
    expect(serverErrorsOf([away], {}, ['http://shop.test'])).toEqual(['GET /api/cart answered 502']);
  });

  it('count where they are of another kind than at first: another method, place or status', () => {
    const now = request('http://shop.test/api/orders/17', { status: 500, method: 'POST' });
    const answers = (...serverErrors: string[]) => serverErrorsOf([record({ requests: [now] })], { serverErrors });
    expect(answers('POST /api/orders/:id 500')).toEqual([]);
    expect(answers('GET /api/orders/:id 500', 'POST /api/orders 500', 'POST /api/orders/:id 503')).toEqual([
      'POST /api/orders/17 answered 500',
    ]);
  });

  it('that ended without an answer are told, but not those that leaving ended', () => {
    expect(brokenOffIn(record({ requests: [aborted, refused] }))).toEqual([
      'GET /api/cart got no answer (net::ERR_CONNECTION_RESET)',
    ]);
  });
});
