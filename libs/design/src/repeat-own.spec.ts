import type { PageSnapshot, Step } from '@testforge/core';
import { expect, it } from 'vitest';
import { button, heading, input, snapshot } from '../test/sample-model.js';
import type { Draft } from './draft.js';
import { clickOn, goTo } from './go-steps.js';
import { repeatOwn } from './repeat-own.js';
import type { Hands } from './seek-further.js';

const target = { locator: { frame: [], links: [] }, fingerprint: { tag: 'button', name: 'Add boat' } };
const draft = { steps: [goTo('/boats/new', 'open'), clickOn(target, 'send')] } as unknown as Draft;
const page = (...told: string[]): PageSnapshot =>
  snapshot('/boats/new', [
    input('Name', 'name'),
    button('Add boat'),
    ...told.map((text) => ({ tag: 'div', role: 'alert', text, interactive: false })),
  ]);

const handsOver = (...pages: PageSnapshot[]): Pick<Hands, 'take'> & { done: string[] } => {
  const done: string[] = [];
  return {
    done,
    take: (steps: readonly Step[]) => {
      done.push(...steps.map(({ title }) => title));
      return Promise.resolve(pages.shift() ?? snapshot('/', []));
    },
  };
};

it('what there may be only one of is entered once more, and held to the refusal', async () => {
  const hands = handsOver(page(), page('That name is already taken.'));
  const [look] = await repeatOwn(hands as unknown as Hands, draft);
  expect(hands.done).toEqual(['I open the page /boats/new', 'I click “Add boat”']);
  expect(look?.name).toBe('changed');
});

it('is no test where the app takes the same twice', () =>
  expect(
    repeatOwn(handsOver(page(), snapshot('/boats/8', [heading('Alex 1')])) as unknown as Hands, draft),
  ).rejects.toThrow('takes the same a second time'));
