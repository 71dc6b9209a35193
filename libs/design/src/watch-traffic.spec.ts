import { EventEmitter } from 'node:events';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { isStrangers, knownFaults, watchTraffic } from './watch-traffic.js';

const origins = ['http://app.test'];
const main = { parentFrame: () => null };

/** As much of a page as is listened to. */
function pageWith(known: string[] = []) {
  const events = new EventEmitter();
  const page = Object.assign(events, { url: () => 'http://app.test/settings', mainFrame: () => main });
  return { events, traffic: watchTraffic(page as unknown as Page, { origins, known }) };
}
const thrown = (message: string, at = 'http://app.test/app.js:1:1'): Error =>
  Object.assign(new Error(message), { stack: `Error: ${message}\n    at f (${at})` });
const answer = (status: number, method = 'GET', isPage = false) => ({
  status: () => status,
  url: () => 'http://app.test/api/things/7',
  request: () => ({
    method: () => method,
    url: () => 'http://app.test/api/things/7',
    postData: () => null,
    isNavigationRequest: () => isPage,
  }),
  frame: () => main,
});

describe('watchTraffic', () => {
  it('holds a new error against the last action', () => {
    const { events, traffic } = pageWith();
    traffic.acting = true;
    events.emit('pageerror', thrown('x is undefined'));
    expect(traffic.faults).toHaveLength(1);
  });

  it('does not hold an error against the action that the page throws when it is only opened', () => {
    const known = knownFaults({
      findings: [
        {
          key: 'k',
          kind: 'page_error',
          severity: 'serious',
          title: '',
          url: 'http://app.test/settings',
          evidence: { message: 'row 7 is null' },
        },
      ],
    });
    const { events, traffic } = pageWith(known);
    events.emit('pageerror', thrown('y is null'));
    traffic.acting = true;
    events.emit('pageerror', thrown('y is null'));
    events.emit('pageerror', thrown('row 8 is null'));
    expect([traffic.faults, traffic.findings.length]).toEqual([[], 3]);
  });

  it('does not hold against the action what a page throws while it is left, but what the next page throws', () => {
    const { events, traffic } = pageWith();
    traffic.acting = true;
    events.emit('console', { type: () => 'debug', text: () => 'testforge: this page is being left' });
    events.emit('pageerror', thrown('Transport not open'));
    expect([traffic.faults, traffic.findings[0]?.severity]).toEqual([[], 'minor']);
    events.emit('framenavigated', main);
    events.emit('pageerror', thrown('Transport not open'));
    expect(traffic.faults).toHaveLength(1);
  });

  it('holds a failing page and a failing writing against the action even where it was seen before', () => {
    const { events, traffic } = pageWith(['answer GET /api/things/:id', 'answer POST /api/things/:id']);
    traffic.acting = true;
    events.emit('response', answer(500));
    expect(traffic.faults).toEqual([]);
    events.emit('response', answer(500, 'POST'));
    events.emit('response', answer(500, 'GET', true));
    expect(traffic.faults).toHaveLength(2);
  });
});

describe('isStrangers', () => {
  it('takes an error for somebody else’s only where every place lies elsewhere', () => {
    expect(isStrangers('at https://counter.test/t.js:1:1', origins)).toBe(true);
    expect(isStrangers('at https://counter.test/t.js:1:1\nat http://app.test/a.js:2:2', origins)).toBe(false);
    expect(isStrangers('at <anonymous>', origins)).toBe(false);
  });
});
