import type { PageSnapshot, Step } from '@testforge/core';
import { expect, it } from 'vitest';
import { heading, snapshot } from '../test/sample-model.js';
import type { Draft } from './draft.js';
import { seekFurther, type Hands } from './seek-further.js';

const value = { kind: 'unique' as const, shape: 'text' as const, prefix: 'comment' };
const target = (text: string) => ({
  locator: { frame: [], links: [{ by: 'text' as const, text }] },
  fingerprint: { tag: 'button', text, label: text },
});
const base = { key: 'k', phase: 'when' as const };
const open: Step = { ...base, kind: 'goto', title: 'open', path: '/boats/1' };
const tab: Step = { ...base, kind: 'click', title: 'tab', target: target('Comments') };
const draft = {
  steps: [
    open,
    tab,
    { ...base, kind: 'fill', title: 'fill', target: target('Comment'), value },
    { ...base, kind: 'click', title: 'send', target: target('Add comment') },
  ],
  watch: { effects: ['own'], writes: true, record: 'find', alone: true },
  tags: [],
} as unknown as Draft;

const page = (...said: string[]): PageSnapshot =>
  snapshot('/boats/1', [heading('Boat'), ...said.map((text) => ({ tag: 'li', text }))]);
const handsOver = (pages: PageSnapshot[], taken: string[] = []): Hands => ({
  take: (steps) => {
    taken.push(...steps.map(({ title }) => title));
    return Promise.resolve(pages.shift() ?? page());
  },
  tell: () => Promise.resolve(null),
  text: () => 'comment 1',
  wasPosted: () => false,
  wasAsked: () => false,
  hasWritten: () => false,
});

it('looks again behind the tab in which something was made, where the page opened again does not say it', async () => {
  const looks = await seekFurther(handsOver([page(), page('comment 1')]), draft, page(), page('comment 1'));
  expect(looks.map(({ name, steps, own }) => [name, steps.map(({ kind }) => kind), own.length])).toEqual([
    ['again', ['goto', 'click'], 1],
  ]);
});

it('opens nothing where the page says it by itself', async () => {
  const taken: string[] = [];
  await seekFurther(handsOver([page('comment 1')], taken), draft, page(), page('comment 1'));
  expect(taken).not.toContain('tab');
});

it('finds it there, where the page that comes after the making shows another part, and says first that it is made', async () => {
  const find = async (effects: string[], messages: string[]) => {
    const wanting = { ...draft, watch: { ...draft.watch, effects } } as unknown as Draft;
    const looks = await seekFurther(handsOver([page('comment 1')]), wanting, page(), { ...page(), messages });
    return looks.map(({ name, steps, own }) => [name, steps.map(({ kind }) => kind), own.length]);
  };
  expect(await find(['own', 'message'], ['Comment added'])).toEqual([['found', ['goto', 'click'], 1]]);
  expect(await find(['own', 'message'], [])).toEqual([]);
  expect(await find(['own'], ['Comment added'])).toEqual([]);
});
