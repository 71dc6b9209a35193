import { describe, expect, it } from 'vitest';
import { button, form, heading, input, link, snapshot } from '../test/sample-model.js';
import { findInRow, findOnPage, findOwnForm, steadyCandidate } from './record-way.js';
import { vocabulary } from './vocabulary.js';

const own = { value: { kind: 'unique' as const, shape: 'name' as const, prefix: 'Alex' }, text: 'Alex Abcdefgh' };
const found = (path: string, ...parts: Parameters<typeof snapshot>[1]): string | undefined =>
  findOnPage(snapshot(path, [heading(own.text), ...parts]), [own], vocabulary.deleting)?.fingerprint.name;

describe('what can be done in the row of one’s own', () => {
  it('is found by its title where it has no role', () => {
    const xpath = '/html[1]/body[1]/ul[1]/li[1]';
    const row = { tag: 'li', role: 'listitem', text: own.text, xpath };
    const picture = { tag: 'a', title: 'Delete account', interactive: true, group: '0', xpath: `${xpath}/a[1]` };
    const way = findInRow(snapshot('/accounts', [row, picture]), own, vocabulary.deleting);
    expect(way?.locators.map(({ links }) => links.at(-1))).toContainEqual({ by: 'title', text: 'Delete account' });
  });
});

describe('what can be done on the page of one’s own', () => {
  it('is never done to another thing that the page refers to, whatever number that has', () => {
    const place = (id: number) => link('Delete place', `/place/${id}/delete/`);
    expect(found('/event/6/change/', place(2), place(6))).toBeUndefined();
    expect(found('/event/6/change/', place(6), link('Delete', '/event/6/delete/'))).toBe('Delete');
    expect(found('/edit/6', place(6), link('Remove', '/delete/6'))).toBe('Remove');
  });

  it('is done to it before it is done to a row that is still empty', () => {
    const row = { tag: 'tr', role: 'row', text: 'Remove' };
    const inRow = { ...link('Remove', '#'), role: 'button', group: '1' };
    expect(found('/event/6/change/', row, inRow, link('Delete', '/event/6/delete/'))).toBe('Delete');
  });

  it('is not done to what is ticked elsewhere', () =>
    expect(found('/event/6/change/', button('Delete selected place'))).toBeUndefined());

  it('is taken by its words where the address says nothing of the thing', () =>
    expect(found('/about-alex', link('Delete', '/delete?name=alex'))).toBe('Delete'));
});

describe('the form that holds what was made', () => {
  const holding = (label: string, { path = '/boats/7/edit', type = 'text', method = 'post' } = {}) =>
    findOwnForm(
      snapshot(path, [input(label, 'called', { value: own.text }), button('Go')], {
        forms: [
          form({ fields: [{ element: 0, label, nameAttr: 'called', type, required: false }], submits: [1], method }),
        ],
      }),
      own,
    )?.field.label;

  it('is where it was entered, and not where it was searched for', () => {
    expect(holding('Name')).toBe('Name');
    expect(holding('Name', { type: 'search' })).toBeUndefined();
    expect(holding('Search boats')).toBeUndefined();
    const asked = `/boats?called=${encodeURIComponent(own.text)}`;
    expect(holding('Name or port', { path: asked, method: 'get' })).toBeUndefined();
    expect(holding('Name', { path: asked })).toBe('Name');
  });
});

const ok = (landmark: string, visible: boolean) => ({
  ...button('OK'),
  landmark,
  visible,
  rolePath: `${landmark}/button`,
});
const first = (hidden: boolean) => {
  const page = snapshot('/edit', [ok('banner', true), ok('main', !hidden)].slice(0, hidden ? 2 : 1));
  const [element] = page.elements;
  return element && steadyCandidate(page, element, []).locators[0]?.links;
};

it('a button is told from a hidden one of its name, which a script may still show', () => {
  const named = { by: 'role', role: 'button', name: 'OK' };
  expect(first(false)).toEqual([named]);
  expect(first(true)).toEqual([{ by: 'role', role: 'banner' }, named]);
});
