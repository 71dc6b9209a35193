import { describe, expect, it } from 'vitest';
import { faultsOf } from './read-faults.js';
import { createRedact } from './redact.js';
import type { Attempt } from './runner-event.js';

const seen = { origins: ['http://shop.test', 'http://api.test'], redact: createRedact({ password: 'hunter22' }) };
const attempt = (text?: string): Attempt =>
  ({ attachments: [{ name: 'testforge:faults', contentType: 'application/json', text }] }) as unknown as Attempt;
const faults = (told: object) =>
  faultsOf(attempt(JSON.stringify({ serverErrors: [], pageErrors: [], failures: [], ...told })), seen);

describe('what failed in the app during an attempt', () => {
  it('is every answer of 500 and above from the app’s own origins, by its template and once', () => {
    const answer = (url: string) => ({ method: 'GET', url, status: 503 });
    const urls = ['http://api.test/orders/17?x=1', 'http://api.test/orders/18', 'http://ads.test/', 'nonsense'];
    expect(faults({ serverErrors: urls.map(answer) })?.serverErrors).toEqual([answer('http://api.test/orders/:id')]);
  });

  it('is what scripts threw, on which page, and whether it was the app’s own script', () => {
    const error = 'TypeError: cart is undefined\n    at pay (http://shop.test/app.js:1:2)';
    const page = 'http://shop.test/orders/17';
    const chat = 'Error: offline\n    at http://chat.test/widget.js:1:2';
    const both = faults({
      pageErrors: [
        { error, page },
        { error: chat, page },
      ],
    });
    expect(both?.pageErrors).toEqual([
      { message: 'TypeError: cart is undefined', page: 'http://shop.test/orders/:id' },
      { message: 'Error: offline', page: 'http://shop.test/orders/:id', foreign: true },
    ]);
  });

  it('is not what a script says whose page was left', () => {
    const pageErrors = [{ error: 'TypeError: Failed to fetch', page: 'http://shop.test/' }];
    expect(faults({ pageErrors, failures: ['net::ERR_ABORTED'] })).toBeUndefined();
    expect(faults({ pageErrors, failures: ['net::ERR_ABORTED', 'net::ERR_CONNECTION_RESET'] })).toBeDefined();
  });

  it('holds nothing that tests log in with', () => {
    const told = faults({
      pageErrors: [{ error: 'Error: hunter22 is wrong', page: 'http://shop.test/hunter22' }],
    });
    expect(JSON.stringify(told)).not.toContain('hunter22');
  });

  it('is nothing where nothing failed, or what was told is malformed', () => {
    expect(faults({})).toBeUndefined();
    for (const text of [undefined, '', '{', '[]', '{"serverErrors":[{"status":"x"}]}'])
      expect(faultsOf(attempt(text), seen)).toBeUndefined();
  });
});
