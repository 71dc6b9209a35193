import type { PageElement, Step } from '@testforge/core';
import { named } from './spec-page.js';

/** What Playwright says when a click was carried out and the page it led to did not come in time. */
export const slowAnswer = `TimeoutError: locator.click: Timeout 5000ms exceeded.
Call log:
  - waiting for getByRole('button', { name: 'Add to cart' })
    - locator resolved to <button type="submit">Add to cart</button>
  - attempting click action
    - performing click action
    - click action done
    - waiting for scheduled navigations to finish
`;

const { landmark } = named('Add to cart');
const plain = { interactive: false, visible: true, ...(landmark ? { landmark } : {}) };

export const refusal = 'Your user name and password did not match. Please try again.';
export const place = (text: string): PageElement => ({
  ...plain,
  tag: 'div',
  role: 'status',
  classes: ['messages'],
  ...(text ? { text } : {}),
});
export const fieldError: PageElement = {
  ...plain,
  tag: 'p',
  classes: ['error-message'],
  text: 'This field is required.',
};

export const expectRefusal: Step = {
  key: 'message',
  phase: 'then',
  title: 'The app refuses',
  kind: 'expect',
  expectation: { matcher: 'toHaveText', expected: refusal },
  target: {
    locator: { frame: [], links: [{ by: 'role', role: 'status' }] },
    fingerprint: (({ interactive: _interactive, ...fingerprint }) => fingerprint)(place(refusal)),
  },
};
