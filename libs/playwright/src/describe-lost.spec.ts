import { HealingPolicy, type FailureSnapshot, type Fingerprint } from '@testforge/core';
import { createHealing } from '@testforge/healing';
import { expect, test } from 'vitest';
import { actions } from './actions.js';
import { describeLost, readOld } from './describe-lost.js';

const button: Fingerprint = {
  tag: 'button',
  role: 'button',
  name: 'Save order',
  text: 'Save order',
  id: 'save-order',
  nameAttr: 'save',
  type: 'submit',
  heading: 'Orders',
  landmark: 'main',
  neighbourTexts: ['Customer', 'All orders'],
  xpath: '/html[1]/body[1]/main[1]/form[1]/button[1]',
  cssPath: '#save-order',
  visible: true,
  enabled: true,
};
const renamed = { ...button, name: 'Submit order', text: 'Submit order', interactive: true };
const text = `getByRole('button', { name: 'Save order' })`;

const pageWith = (
  elements: FailureSnapshot['page']['elements'],
  more: Partial<FailureSnapshot> = {},
): FailureSnapshot => ({
  url: 'http://shop/orders',
  requests: [],
  console: [],
  pageErrors: [],
  page: {
    url: 'http://shop/orders',
    title: 'Orders',
    elements,
    headings: [],
    landmarks: [],
    forms: [],
    links: [],
    lists: [],
    messages: [],
    structureHash: '',
    leftOut: 0,
  },
  ...more,
});

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});

function judge(snapshot: FailureSnapshot, checked = true) {
  const action = actions['click'];
  if (!action) throw new Error('a click is known');
  const message = `locator.click: Timeout 5000ms exceeded.\nCall log:\n  - waiting for ${text}`;
  return healing.judge(
    { tenantId: 'local', requestId: 'local' },
    {
      ...describeLost({ title: 'saves', action, text, remembered: { checked, fingerprint: button }, message }),
      snapshot,
      policy: HealingPolicy.parse({}),
      maxHealsPerTest: 10,
    },
  );
}

test('somebody’s lost action is judged by the product’s rules: renamed and named twice in the markup is healed', async () => {
  const state = await judge(pageWith([renamed]));
  expect(state).toMatchObject({ status: 'proving', heals: [{ decision: 'heal' }] });
});

test('where nothing is known to be checked behind the action, a person is asked', async () => {
  const state = await judge(pageWith([renamed]), false);
  expect(state).toMatchObject({ status: 'done', failure: { outcome: 'waiting' } });
});

test.each<[string, Partial<FailureSnapshot>]>([
  ['answered 500', { requests: [{ method: 'POST', url: 'http://shop/api', status: 500 }] }],
  ['threw', { pageErrors: ['TypeError: x is undefined\n    at http://shop/app.js:1:1'] }],
  ['refused the page', { requests: [{ method: 'GET', url: 'http://shop/orders', status: 404 }] }],
])('an app that %s is healed nowhere', async (_what, more) => {
  const { status, failure } = await judge(pageWith([renamed], more));
  expect(status).toBe('done');
  expect(failure?.outcome).not.toBe('healed');
});

test('a locator of another kind than ours is judged all the same', () => {
  expect(readOld(text).links).toEqual([{ by: 'role', role: 'button', name: 'Save order' }]);
  for (const odd of [`locator('#f').contentFrame().getByText('Pay')`, `getByText(/save/i)`, 'a description'])
    expect(readOld(odd).links).toHaveLength(1);
});
