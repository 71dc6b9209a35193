import type { PageSnapshot, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { button, form, heading, input, link, snapshot } from '../test/sample-model.js';
import type { Below, Draft } from './draft.js';
import { clickOn, goTo } from './go-steps.js';
import { extendEmpty, extendOwn, extendTwice, partOwn } from './extend-own.js';
import type { Hands } from './seek-further.js';

const value = { kind: 'unique' as const, shape: 'name' as const, prefix: 'Alex' };
const own = { value, text: 'Alex 1' };
const column: Below = { template: '/:slug/add-column/', action: '/:own/add-column', at: 0 };
const row: Below = { template: '/:slug/insert/', action: '/:own/insert', at: 0 };

const list = snapshot('/', [heading('Tables'), link('Alex 1', '/alex-1/')]);
const listed = { page: list, again: [goTo('/', 'open-list-again')] };
const table = (...said: string[]): PageSnapshot =>
  snapshot('/alex-1/', [
    heading('Alex 1'),
    link('Add column', '/alex-1/add-column/'),
    link('Insert', '/alex-1/insert/'),
    ...said.map((text) => ({ tag: 'td', role: 'cell', text })),
  ]);
const formOf = (path: string, label: string | null, sends: string): PageSnapshot =>
  snapshot(path, [...(label === null ? [] : [input(label, 'n')]), button(sends)], {
    forms: [
      form({
        fields: label === null ? [] : [{ element: 0, label, nameAttr: 'n', type: 'text', required: true }],
        submits: [label === null ? 0 : 1],
        action: `http://shop.test${path}`,
      }),
    ],
  });
const columnForm = formOf('/alex-1/add-column/', 'Column name', 'Add column');
const alert = { tag: 'div', role: 'alert', interactive: false, visible: true };
const text = (of: { kind: string; prefix?: string }): string => `${of.prefix ?? ''} 1`;

/** Hands that find everything, and are led from page to page. */
const handsOver = (pages: PageSnapshot[]): Hands => ({
  take: () => {
    const page = pages.shift();
    return page === undefined ? Promise.reject(new Error('No further page was told of.')) : Promise.resolve(page);
  },
  tell: (candidate) => {
    const locator = candidate?.locators[0] ?? { frame: [], links: [{ by: 'css' as const, css: 'a' }] };
    return Promise.resolve(candidate === null ? null : { locator, fingerprint: candidate.fingerprint });
  },
  text,
  wasPosted: () => false,
  wasAsked: () => false,
  hasWritten: () => false,
});
const draft = (below: Below, first: Below[] = []): Draft => ({ watch: { below, first } }) as unknown as Draft;
const done = (steps: readonly Step[]): string[] => steps.map(({ title }) => title);

describe('what is added to a thing of one’s own', () => {
  it('is added on its own page by the form that others’ have, and looked for when the page is loaded again', async () => {
    const pages = [table(), columnForm, table('columnname 1'), table('columnname 1')];
    const looks = await extendOwn(handsOver(pages), draft(column), listed, own);
    expect(looks.map(({ name, own: shown }) => [name, shown.length])).toEqual([
      ['changed', 1],
      ['kept', 1],
    ]);
    expect(done(looks[0]?.steps ?? [])).toEqual([
      'I click what was made',
      'I click “Add column”',
      'I fill “Column name” with a new word',
      'I click “Add column”',
    ]);
  });

  it('is planned for a day of its own where it is planned for an hour', async () => {
    const fields = [
      { element: 0, label: 'Date', nameAttr: 'day', type: 'date', required: true },
      { element: 1, label: 'From', nameAttr: 'from', type: 'time', required: true },
      { element: 2, label: 'Topic', nameAttr: 'topic', type: 'text', required: false },
    ];
    const planning = (own: typeof fields) =>
      snapshot('/alex-1/add-column/', [...own.map(({ label, nameAttr }) => input(label, nameAttr)), button('Save')], {
        forms: [form({ fields: own, submits: [own.length], action: 'http://shop.test/alex-1/add-column/' })],
      });
    const days = async (own: typeof fields) => {
      const looks = await extendOwn(
        handsOver([table(), planning(own), table('topic 1'), table('topic 1')]),
        draft(column),
        listed,
        { value, text: 'Alex 1' },
      );
      return looks[0]?.steps.flatMap((step) => (step.kind === 'fill' ? [step.value] : []))[0];
    };
    expect(await days(fields)).toMatchObject({ kind: 'unique', shape: 'day' });
    const withoutHour = fields.filter(({ type }) => type !== 'time').map((each, element) => ({ ...each, element }));
    expect(await days(withoutHour)).toEqual({ kind: 'literal', value: '2031-05-15' });
  });

  it('comes after what must be there first, and is not called after that', async () => {
    const empty = [table(), formOf('/alex-1/insert/', null, 'Insert')];
    const first = [list, table(), columnForm, table('columnname 1')];
    const insert = [
      list,
      table(),
      formOf('/alex-1/insert/', 'columnname 1', 'Insert'),
      table('text 1'),
      table('text 1'),
    ];
    const looks = await extendOwn(handsOver([...empty, ...first, ...insert]), draft(row, [column]), listed, own);
    const fills = looks.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'fill' ? [step.value] : [])));
    expect(fills).toEqual([
      { kind: 'unique', shape: 'word', prefix: 'columnname' },
      { kind: 'unique', shape: 'word', prefix: 'text' },
    ]);
    expect(done(looks[0]?.steps ?? []).at(-1)).toBe('I click “Insert”');
  });

  it('is refused where nothing is entered', async () => {
    const refused = { ...columnForm, elements: [...columnForm.elements, { ...alert, text: 'A name is required.' }] };
    const looks = await extendEmpty(handsOver([table(), columnForm, refused]), draft(column), list, own);
    expect(done(looks[0]?.steps ?? [])).toEqual([
      'I click what was made',
      'I click “Add column”',
      'I click “Add column”',
    ]);
    const taken = extendEmpty(handsOver([table(), columnForm, table('')]), draft(column), list, own);
    await expect(taken).rejects.toThrow('does not say that it refuses');
  });

  it('is not taken a second time, where the app says so', async () => {
    const once = [table(), columnForm, table('columnname 1')];
    const twice = (said: string) => {
      const again = { ...columnForm, elements: [...columnForm.elements, { ...alert, text: said }] };
      return extendTwice(handsOver([...once, list, table(), columnForm, again]), draft(column), listed, own);
    };
    const looks = await twice('The name is already taken.');
    expect(done(looks[0]?.steps ?? [])).toEqual([
      'I click what was made',
      'I click “Add column”',
      'I fill “Column name” with a new word',
      'I click “Add column”',
      'I open the start page',
      'I click what was made',
      'I click “Add column”',
      'I fill “Column name” with a new word',
      'I click “Add column”',
    ]);
    await expect(twice('')).rejects.toThrow('takes the same a second time');
  });

  it('is also what is chosen in a form of its own, and what a thing takes only in its next state is added then', async () => {
    const options = ['', 'Ann', 'Ben'].map((label) => ({ value: label && `${label.length}${label}`, label }));
    const field = { element: 0, label: 'Guest', nameAttr: 'guest', type: 'select', required: true, options };
    const guests = snapshot('/alex-1/add-column/', [input('Guest', 'guest', { tag: 'select' }), button('Add')], {
      forms: [form({ fields: [field], submits: [1], action: 'http://shop.test/alex-1/add-column/' })],
    });
    const taken = await extendOwn(handsOver([table(), guests, table('Ben'), table('Ben')]), draft(column), listed, own);
    expect(done(taken[0]?.steps ?? [])).toContain('I choose “Ben” in “Guest”');
    expect(taken.map(({ own: shown, entered = [] }) => [shown, entered.length])).toEqual([
      [[value], 1],
      [[value], 1],
    ]);
    const refused = () => [table(), guests, table('Not open yet.'), list];
    await expect(extendOwn(handsOver(refused()), draft(column), listed, own)).rejects.toThrow(
      'what was chosen is not shown',
    );
    const opened = clickOn(
      { locator: { frame: [], links: [] }, fingerprint: { tag: 'button', name: 'Open' } },
      'set-own',
    );
    const leadOn = () => Promise.resolve([{ name: 'kept' as const, steps: [opened], own: [value], page: table() }]);
    const pages = [...refused(), list, table(), guests, table('Ben'), table('Ben')];
    const led = await extendOwn(handsOver(pages), draft(column), { ...listed, leadOn }, own);
    expect(done(led[0]?.steps ?? []).slice(0, 3)).toEqual([
      'I click “Open”',
      'I open the start page',
      'I click what was made',
    ]);
  });

  it('is also what only is chosen on its own page, and not the first of what is offered', async () => {
    const inside = {
      way: [clickOn({ locator: { frame: [], links: [] }, fingerprint: { tag: 'button' } }, 'Lend')],
      labels: ['Reader'],
    };
    const lending: Below = { template: '/books/:id', action: '', at: 1, inside };
    const options = ['', 'Ada', 'Bea', 'Cem'].map((label) => ({ value: label, label: label || 'Choose …' }));
    const open = snapshot(
      '/books/1',
      [heading('Alex 1'), input('Reader', 'reader', { tag: 'select' }), button('Confirm')],
      {
        forms: [
          form({ fields: [{ element: 1, label: 'Reader', type: 'select', required: false, options }], submits: [2] }),
        ],
      },
    );
    const lent = snapshot('/books/1', [heading('Alex 1'), { tag: 'td', role: 'cell', text: 'Bea' }]);
    const looks = await extendOwn(
      handsOver([open, lent, lent]),
      draft(lending),
      { page: snapshot('/books/1', [heading('Alex 1')]), again: [] },
      own,
    );
    expect(done(looks[0]?.steps ?? []).slice(1)).toEqual(['I choose “Bea” in “Reader”', 'I click “Confirm”']);
    expect(looks.map(({ name, entered = [] }) => [name, entered.length])).toEqual([
      ['changed', 1],
      ['kept', 1],
    ]);
  });

  it('goes when it is deleted, and what was added beside it stays', async () => {
    const rows = (...said: string[]): PageSnapshot =>
      snapshot('/alex-1/', [
        heading('Alex 1'),
        link('Add column', '/alex-1/add-column/'),
        ...said.flatMap((each, at) => {
          const xpath = `/html[1]/body[1]/table[1]/tbody[1]/tr[${at + 1}]`;
          return [
            { tag: 'tr', role: 'row', text: each, xpath },
            { ...button('Delete'), group: String(2 + at * 2), xpath: `${xpath}/td[2]/button[1]` },
          ];
        }),
      ]);
    const [one, other] = ['columnname 1', 'columnnameother 1'];
    const adding = [rows(), columnForm, rows(one), list, rows(one), columnForm, rows(one, other)];
    const part = (left: PageSnapshot) =>
      partOwn(handsOver([...adding, left, left]), draft(column), listed, own).then((looks) =>
        looks.map(({ name, own: shown, row: gone }) => [name, shown.length, gone !== undefined]),
      );
    expect(await part(rows(other))).toEqual([
      ['changed', 2, false],
      ['gone', 1, true],
    ]);
    await expect(part(rows(one))).rejects.toThrow('What was deleted is still shown.');
    await expect(part(rows())).rejects.toThrow('Something else went');
  });

  it('is nothing where nothing of one’s own can be entered', () =>
    expect(
      extendOwn(handsOver([table(), formOf('/alex-1/insert/', null, 'Insert')]), draft(row), listed, own),
    ).rejects.toThrow('Nothing of one’s own can be added to it.'));
});
