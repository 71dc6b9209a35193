import type { Fingerprint, PageElement, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { clickCart, failureInput, notFound, pageWith, snapshotOf, testOf } from '../test/spec-page.js';
import { readFacts } from './facts.js';
import { countRebuiltPages, isRebuilt } from './rebuilt.js';
import { judgeFacts } from './verdict.js';

const button = (name: string, xpath: string): PageElement => ({
  tag: 'button',
  role: 'button',
  name,
  xpath,
  interactive: true,
});
const names = ['Save', 'Publish', 'Copy', 'Move', 'Print'];
const before = names.map((name, at) => button(name, `/html[1]/body[1]/form[1]/button[${at + 1}]`));
const wrapped = before.map((each) => ({ ...each, xpath: each.xpath?.replace('form[1]', 'main[1]/form[1]/div[1]') }));
const fresh = ['Share', 'Lock', 'Notes'].map((name) => button(name, '/html[1]/body[1]/main[1]/button[1]'));

describe('a page that was made anew in part', () => {
  it('shows what is still there in other markup, and new things beside it', () =>
    expect(isRebuilt(before, [...wrapped.slice(1), ...fresh])).toBe(true));

  it('is none where something is only missing, only new, or only wrapped', () => {
    expect(isRebuilt(before, before.slice(2))).toBe(false);
    expect(isRebuilt(before, [...before, ...fresh])).toBe(false);
    expect(isRebuilt(before, wrapped)).toBe(false);
  });

  it('is none where what stood before something is gone, and the rest moved up', () => {
    const movedUp = before
      .slice(1)
      .map((each, at) => ({ ...each, xpath: `/html[1]/body[1]/form[1]/button[${at + 1}]` }));
    expect(isRebuilt(before, [...movedUp, ...fresh])).toBe(false);
  });

  it('is counted once, however many tests failed on it, and only where it is known how it was', () => {
    const now: Fingerprint[] = [...wrapped, ...fresh];
    const at = (path: string) => ({
      snapshot: snapshotOf(now as PageElement[], { url: `http://shop.test${path}` }),
      pagesBefore: [
        { path: '/a?x=1', elements: before },
        { path: '/b', elements: before },
      ],
    });
    expect(countRebuiltPages([at('/a'), at('/a'), at('/b'), at('/unknown'), { snapshot: null }])).toBe(2);
  });
});

describe('what is gone from a build of which two pages were made anew', () => {
  const gone = notFound("getByTestId('add-to-cart')");
  const ruleOf = (step: Step, rebuiltPages: number, more: Parameters<typeof failureInput>[3] = {}): string =>
    judgeFacts(readFacts(failureInput(step, gone, pageWith({ 'Add to cart': null }), { rebuiltPages, ...more }))).rule;
  const refused = (status: number) => ({
    seen: { requests: [{ method: 'GET', url: 'http://shop.test/product/1', status }] },
  });

  it('is for a person; of a build with fewer it is a regression', () => {
    expect(ruleOf(clickCart, 2)).toBe('drift.gone_from_rebuilt_page');
    expect(ruleOf(clickCart, 1)).toBe('regression.gone');
  });

  it('is for a person where the address that the test asks for was given up, but not where the app led there', () => {
    expect(ruleOf(clickCart, 2, refused(404))).toBe('drift.gone_from_rebuilt_page');
    const led: Step = { ...clickCart, key: 'led' };
    expect(ruleOf(clickCart, 2, { ...refused(404), test: testOf(led, clickCart) })).toBe('regression.gone');
    expect(ruleOf(clickCart, 2, refused(403))).toBe('regression.gone');
    expect(ruleOf(clickCart, 2, refused(500))).toBe('regression.server_error');
  });

  it('is a regression where it is a message that does not come', () => {
    const told: Step = {
      key: 'told',
      phase: 'then',
      title: 'Told',
      kind: 'expect',
      expectation: { matcher: 'toBeVisible', expected: true, foundBy: 'Saved' },
      target: {
        locator: { frame: [], links: [{ by: 'text', text: 'Saved' }] },
        fingerprint: { tag: 'p', role: 'status' },
      },
    };
    expect(ruleOf(told, 2)).toBe('regression.wording_gone');
  });
});
