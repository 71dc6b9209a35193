import { expect, it } from 'vitest';
import { baseUrl, heading, model, state } from '../../test/sample-model.js';
import { walk } from './walk.js';

const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
const links = letters.map((letter) => ({ href: `${baseUrl}/${letter}`, text: letter }));
const page = (path: string, template = path, words = `Page ${path}`) =>
  state(path, template, [heading(words)], { structureHash: 'list', links });
const start = state('/', '/', [heading('Welcome')], { links });

it('walks past pages of the menu built alike, of which only the first has a test of its own, four at a time', () => {
  const others = [page('/thing/x', '/thing/:slug'), page('/tags/spring')];
  const drafts = walk(model([start, ...letters.map((letter) => page(`/${letter}`)), ...others]));
  expect(drafts.map(({ pages }) => pages)).toEqual([['/b', '/c', '/d', '/e'], ['/f']]);
  expect(drafts[0]?.steps.map(({ title }) => title).slice(0, 4)).toEqual([
    'the page /b is open',
    '“Page /b” is shown',
    'I open the page /c',
    '“Page /c” is shown',
  ]);
});

it('takes no page without a heading of its own', () => {
  const alike = letters.map((letter) =>
    state(`/${letter}`, `/${letter}`, [heading('News')], { structureHash: letter, links }),
  );
  expect(walk(model([start, ...alike]))).toEqual([]);
});
