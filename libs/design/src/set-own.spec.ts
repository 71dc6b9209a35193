import type { PageElement, PageSnapshot, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { button, form, heading, input, link, snapshot } from '../test/sample-model.js';
import type { CheckpointPair } from './checkpoint-pair.js';
import { setChecks } from './effects/set.js';
import { nothingShared } from './page-names.js';
import type { Hands } from './seek-further.js';
import { goTo } from './go-steps.js';
import { setOwn } from './set-own.js';

const value = { kind: 'unique' as const, shape: 'name' as const, prefix: 'Alex' };
const own = { value, text: 'Alex 1' };
type Part = Partial<PageElement> & { tag: string };

const list = snapshot('/boats', [heading('Boats'), link('Alex 1', '/boats/7')]);
const again = [goTo('/boats', 'open-list-again')];
const state = { element: 0, label: 'State', nameAttr: 'state', type: 'select', required: false };
const options = ['Afloat', 'Ashore'].map((label) => ({ value: label.toLowerCase(), label }));
const boat = (parts: Part[], chosen = 'afloat'): PageSnapshot =>
  snapshot('/boats/7', [input('State', 'state', { tag: 'select', value: chosen }), heading('Alex 1'), ...parts], {
    forms: [form({ fields: [{ ...state, options }], submits: [] })],
  });

/** Hands that find everything; each page is shown after the steps before it. `writes`: whether those sent something. */
const handsOver = (pages: { page: PageSnapshot; writes?: boolean }[]): Hands & { done: string[] } => {
  const done: string[] = [];
  let wrote = false;
  return {
    done,
    take: (steps: readonly Step[]) => {
      done.push(...steps.map(({ title }) => title));
      const next = pages.shift();
      wrote = next?.writes ?? false;
      return next === undefined
        ? Promise.reject(new Error('No further page was told of.'))
        : Promise.resolve(next.page);
    },
    tell: (candidate) => {
      const locator = candidate?.locators[0];
      return Promise.resolve(
        locator === undefined ? null : { locator, fingerprint: candidate?.fingerprint ?? { tag: '' } },
      );
    },
    text: () => own.text,
    wasPosted: () => false,
    wasAsked: () => false,
    hasWritten: () => {
      const was = wrote;
      wrote = false;
      return was;
    },
  };
};

describe('what is done at once with what was made', () => {
  it('is kept where the app was sent it and shows it when its page is opened again', async () => {
    const watched = [button('Unwatch'), button('Delete'), button('Show tides')];
    const hands = handsOver([
      { page: boat([button('Watch'), button('Delete'), button('Show tides')]) },
      { page: boat([button('Watch')], 'ashore'), writes: true },
      { page: boat([button('Watch'), button('Delete'), button('Show tides')], 'ashore') },
      { page: boat(watched, 'ashore'), writes: true },
      { page: boat(watched, 'ashore') },
      { page: boat(watched, 'ashore') },
      { page: boat(watched, 'ashore') },
    ]);
    const looks = await setOwn(hands, list, own, { again });
    expect(looks.map(({ name, steps }) => [name, ...steps.map(({ title }) => title)])).toEqual([
      ['opened', 'I click what was made'],
      ['kept', 'I choose “Ashore” in “State”', 'I load the page again'],
      ['kept', 'I click “Watch”', 'I load the page again'],
    ]);
    expect(hands.done.filter((title) => /Delete|Show tides/.test(title))).toEqual([]);
  });

  it('is also what a menu of the thing offers, one after the other, what ends it last, and not what deletes it', async () => {
    const menu: Part = { ...button('⋮'), type: 'button', attributes: { 'aria-haspopup': 'menu' } };
    const entries = ['Delete', 'Archive', 'Move to Ashore'].map((name): Part => ({
      tag: 'button',
      role: 'menuitem',
      name,
      text: name,
    }));
    const plain = (said: string, ...more: Part[]) =>
      snapshot('/boats/7', [heading('Alex 1'), menu, { tag: 'p', text: said }, ...more]);
    const openAndShut = (said: string) => [{ page: plain(said, ...entries) }, { page: plain(said) }];
    const hands = handsOver([
      { page: plain('Afloat') },
      { page: plain('Afloat', ...entries) },
      { page: plain('Ashore'), writes: true },
      { page: plain('Ashore') },
      ...openAndShut('Ashore'),
      { page: plain('Ashore', ...entries) },
      { page: plain('Archived'), writes: true },
      { page: plain('Archived') },
      ...openAndShut('Archived'),
      ...openAndShut('Archived'),
    ]);
    const looks = await setOwn(hands, list, own, { again });
    expect(looks.slice(1).map(({ steps }) => steps.map(({ title }) => title))).toEqual([
      ['I click what opens its menu', 'I click “Move to Ashore”', 'I load the page again'],
      ['I click what opens its menu', 'I click “Archive”', 'I load the page again'],
    ]);
  });

  it('is a life of its own: first what leads on, agreed to where that is asked, and last what ends it', async () => {
    const trip = (said: string, ...names: string[]) =>
      snapshot('/boats/7', [heading('Alex 1'), { tag: 'p', text: said }, ...names.map((name) => button(name))]);
    const hands = handsOver([
      { page: trip('Planned', 'Cancel trip', 'Publish', 'E-mail everyone') },
      { page: trip('Planned', 'Cancel trip', 'Publish', 'E-mail everyone', 'Yes, go on', 'No') },
      { page: trip('Published'), writes: true },
      { page: trip('Published', 'Cancel trip', 'Start') },
      { page: trip('Under way', 'Cancel trip'), writes: true },
      { page: trip('Under way', 'Cancel trip') },
      { page: trip('Called off'), writes: true },
      { page: trip('Called off') },
    ]);
    const looks = await setOwn(hands, list, own, { again });
    expect(looks.slice(1).map(({ steps }) => steps.map(({ title }) => title).slice(0, -1))).toEqual([
      ['I click “Publish”', 'I click “Yes, go on”'],
      ['I click “Start”'],
      ['I click “Cancel trip”'],
    ]);
  });

  it('is not kept where the thing is gone then', async () => {
    const there = boat([button('Archive')]);
    const gone = snapshot('/boats/7', [heading('Not found')]);
    const hands = handsOver([
      { page: there },
      { page: boat([button('Archive')], 'ashore'), writes: true },
      { page: boat([button('Archive')], 'ashore') },
      { page: gone, writes: true },
      { page: gone },
    ]);
    const looks = await setOwn(hands, list, own, { again });
    expect(looks.map(({ name }) => name)).toEqual(['opened', 'kept']);
  });

  it('is nothing where a button only shows something, or what it did is not shown', async () => {
    const same = { page: boat([button('Tide table')]) };
    await expect(setOwn(handsOver([same, same, same, same, same]), list, own, { again })).rejects.toThrow(
      'Nothing can be done',
    );
    const unseen = [same, { ...same, writes: true }, same];
    await expect(setOwn(handsOver(unseen), list, own, { again })).rejects.toThrow('Nothing can be done');
  });

  it('is tried once more where it was refused, when something was added to the thing', async () => {
    const page = (said: string[], launch = 'Launch') => {
      const note = { ...input('Trip', 'trip'), tag: 'input' };
      const told = said.map((text) => ({ tag: 'div', role: 'alert', text, interactive: false }));
      return snapshot('/boats/7', [heading('Alex 1'), note, button('Add trip'), button(launch), ...told], {
        messages: said,
        forms: [
          form({
            fields: [{ element: 1, label: 'Trip', nameAttr: 'trip', type: 'text', required: true }],
            submits: [2],
            action: 'http://shop.test/boats/7/trips',
          }),
        ],
      });
    };
    const trip = { template: '/boats/:id', action: '/boats/:own/trips', at: 1 };
    const here = { ...list, url: 'http://shop.test/boats' };
    const hands = handsOver([
      { page: page([]) },
      { page: page(['A trip is required first.']), writes: true },
      { page: page([]) },
      { page: page(['The trip was added.']), writes: true },
      { page: page([]) },
      { page: page([], 'Land'), writes: true },
      { page: page([], 'Land') },
      { page: page([], 'Land') },
      { page: page([], 'Land') },
    ]);
    const looks = await setOwn(hands, here, own, { again, first: [trip] });
    expect(looks.map(({ name, steps }) => [name, ...steps.map(({ title }) => title)])).toEqual([
      ['opened', 'I click what was made'],
      [
        'changed',
        'I fill “Trip” with a new word',
        'I click “Add trip”',
        'I open the page /boats',
        'I click what was made',
      ],
      ['kept', 'I click “Launch”', 'I load the page again'],
    ]);
  });

  it('is told by the choice that is set and by what is said otherwise', () => {
    const at = (page: PageSnapshot, before: PageSnapshot) => ({
      name: 'kept' as const,
      stepKey: 'k',
      before,
      page,
      own: [own],
    });
    const looked = at(boat([button('Unwatch')], 'ashore'), boat([button('Watch')]));
    const draft = { steps: [], watch: { record: 'set' } } as unknown as CheckpointPair['draft'];
    const pair: CheckpointPair = {
      a: looked,
      b: looked,
      draft,
      uniqueValues: ['Alex 1'],
      familiar: new Set(),
      shared: nothingShared,
    };
    expect(setChecks(pair).map(({ step }) => step.title)).toEqual([
      '“State” holds “ashore”',
      '“Unwatch” shows “Unwatch”',
    ]);
    const unlike = { ...pair, b: at(boat([button('Watch')]), boat([button('Watch')])) };
    expect(setChecks(unlike)).toEqual([]);
  });
});
