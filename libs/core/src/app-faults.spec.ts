import { describe, expect, it } from 'vitest';
import { pageErrorSignature, serverErrorSignature, troubleOfFindings, troubleOfTest } from './app-faults.js';

describe('the signature of a fault', () => {
  it('is the same for the same answer of the same place, wherever the app runs', () => {
    const answer = { method: 'GET', url: 'http://shop.test/orders/17?x=1', status: 503 };
    const same = { ...answer, url: 'https://staging.test:8443/orders/18' };
    expect(serverErrorSignature(answer)).toBe(serverErrorSignature(same));
    for (const other of [{ status: 500 }, { method: 'POST' }, { url: 'http://shop.test/orders/17/pay' }])
      expect(serverErrorSignature({ ...answer, ...other })).not.toBe(serverErrorSignature(answer));
  });
  it('of a script’s error is the page’s and what was said, not where in the code or with which long number', () => {
    const error = { message: 'TypeError: no cart 1763740800000\n    at a.js:1:2', page: 'http://shop.test/orders/17' };
    const same = { message: 'no cart 1763740711111', page: '/orders/18' };
    expect(pageErrorSignature(error)).toBe(pageErrorSignature(same));
    expect(pageErrorSignature({ ...same, page: '/pay' })).not.toBe(pageErrorSignature(error));
    expect(pageErrorSignature({ ...same, message: 'no cart 404' })).not.toBe(pageErrorSignature(error));
  });
});

describe('known trouble', () => {
  const url = 'http://shop.test/api/ads';
  it('is what was found on pages that were merely opened', () => {
    const found = troubleOfFindings([
      { kind: 'server_error', url, evidence: { method: 'GET', status: 503, page: '/' } },
      { kind: 'page_error', url: 'http://shop.test/', evidence: { message: 'gtag is not defined', page: '/' } },
    ]);
    expect(found).toEqual({ serverErrors: ['GET /api/ads 503'], pageErrors: ['/ gtag is not defined'] });
  });
  it('is not what a scenario met that was dropped for it, nor any other finding', () => {
    const none = { serverErrors: [], pageErrors: [] };
    expect(troubleOfFindings([{ kind: 'server_error', url, evidence: { method: 'POST', status: 500 } }])).toEqual(none);
    expect(troubleOfFindings([{ kind: 'dead_link', url, evidence: { status: 404, page: '/' } }])).toEqual(none);
    expect(troubleOfFindings([{ kind: 'failed_request', url, evidence: { page: 7 } }])).toEqual(none);
  });
  it('is what a test met itself while it passed', () => {
    const faults = {
      serverErrors: [{ method: 'POST', url: 'http://shop.test/orders/:id', status: 500 }],
      pageErrors: [{ message: 'Error: late', page: 'http://shop.test/orders/:id' }],
    };
    expect(troubleOfTest(faults)).toEqual({ serverErrors: ['POST /orders/:id 500'], pageErrors: ['/orders/:id late'] });
  });
});
