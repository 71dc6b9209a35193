import type { Step } from '@testforge/core';
import { expect, it } from 'vitest';
import { heading, link, snapshot } from '../test/sample-model.js';
import type { Draft } from './draft.js';
import { seekInList } from './seek-in-list.js';
import type { Hands } from './seek-further.js';

const header: Step = {
  kind: 'click',
  key: 'click-name',
  phase: 'when',
  title: '',
  target: { locator: { frame: [], links: [{ by: 'role', role: 'link', name: 'Name' }] }, fingerprint: { tag: 'a' } },
};
const draftOf = (column?: number): Draft =>
  ({
    steps: [header],
    watch: { sorted: { kinds: ['letters'], ...(column === undefined ? {} : { column }) } },
  }) as unknown as Draft;
const next = link('Next', '/boats?page=2');
const third = link('3', '/boats?page=3');
const part = (...links: Parameters<typeof snapshot>[1]) => snapshot('/boats', [heading('Boats'), ...links]);
const handsOver = (pages: ReturnType<typeof part>[]): Hands => ({
  take: () => Promise.resolve(pages.shift() ?? part()),
  tell: (candidate) => {
    const locator = candidate?.locators[0];
    return Promise.resolve(locator === undefined ? null : { locator, fingerprint: { tag: 'a' } });
  },
  text: () => '',
  wasPosted: () => false,
  wasAsked: () => false,
  hasWritten: () => false,
});
const looks = async (draft: Draft, seen: ReturnType<typeof part>, pages: ReturnType<typeof part>[] = []) =>
  (await seekInList(handsOver(pages), draft, seen)).map(({ name, steps }) => [name, steps[0]?.title]);

it('clicks a header twice, for the other order', async () =>
  expect(await looks(draftOf(1), part())).toEqual([['again', expect.stringMatching(/^I click/)]]));

it('looks at the next part of a list that was put in order, where there is one', async () => {
  expect(await looks(draftOf(), part(third, next))).toEqual([['next', 'I click the next page']]);
  expect(await looks(draftOf(), part())).toEqual([]);
});

it('leaves the second of two parts alone: tomorrow the list may be shorter', async () =>
  expect(await looks(draftOf(), part(link('2', '/boats?page=2'), next))).toEqual([]));

it('goes on from the order that was chosen last', async () =>
  expect((await looks(draftOf(2), part(third, next), [part(third, next)])).map(([name]) => name)).toEqual([
    'again',
    'next',
  ]));

it('finds the header again that has an arrow to its name by now', async () => {
  const exact = { by: 'role' as const, role: 'link', name: 'Name', exact: true };
  const click = { ...header, target: { ...header.target, locator: { frame: [], links: [exact] } } } as Step;
  const tried: unknown[] = [];
  const hands: Hands = {
    ...handsOver([]),
    tell: (candidate) => (
      tried.push(...(candidate?.locators ?? []).map(({ links }) => links[0])),
      Promise.resolve(null)
    ),
  };
  await seekInList(hands, { ...draftOf(1), steps: [click] }, part());
  expect(tried).toEqual([exact, { ...exact, exact: undefined }]);
});
