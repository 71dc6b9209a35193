import type { PageSnapshot, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { button, element, form, heading, input, link, snapshot } from '../test/sample-model.js';
import { changeOwn, forgoOwn, spoilOwn, type OwnRecord } from './change-own.js';
import type { Hands } from './seek-further.js';

const name = { kind: 'unique' as const, shape: 'name' as const, prefix: 'Alex' };
const berth = { kind: 'unique' as const, shape: 'text' as const, prefix: 'berth' };
const record: OwnRecord = { own: { value: name, text: 'Alex 1' }, values: [name, berth], ownPage: false, plain: false };
const text = (value: { kind: string; prefix?: string }): string => `${value.prefix ?? ''} 1`;

const list = (shown: string): PageSnapshot =>
  snapshot('/boats', [
    heading('Boats'),
    { tag: 'tr', role: 'row', text: shown, repeated: true },
    { tag: 'td', role: 'cell', text: shown, group: '1' },
    link('Edit', '/boats/1/edit', { group: '1' }),
  ]);

interface Held {
  name?: string;
  rigs?: string[];
  told?: string;
}

const formWith = ({ name: held = 'Alex 1', rigs = ['Sloop', 'Ketch'], told }: Held = {}): PageSnapshot =>
  snapshot(
    '/boats/1/edit',
    [
      input('Name', 'name', { value: held }),
      input('Berth', 'berth', { value: 'berth 1' }),
      input('Rig', 'rig', { tag: 'select', value: 'sloop' }),
      input('Engine', 'engine', { type: 'checkbox', attributes: { checked: 'false' } }),
      input('Public', 'public', { type: 'checkbox', attributes: { checked: 'false' } }),
      button('Save'),
      ...(told === undefined ? [] : [{ tag: 'p', role: 'alert', text: told }]),
    ],
    {
      forms: [
        form({
          fields: [
            { element: 0, label: 'Name', nameAttr: 'name', type: 'text', required: true },
            { element: 1, label: 'Berth', nameAttr: 'berth', type: 'text', required: false },
            {
              element: 2,
              label: 'Rig',
              nameAttr: 'rig',
              type: 'select',
              required: false,
              options: rigs.map((label) => ({ value: label.toLowerCase(), label })),
            },
            { element: 3, label: 'Engine', nameAttr: 'engine', type: 'checkbox', required: false },
            { element: 4, label: 'Public', nameAttr: 'public', type: 'checkbox', required: false },
          ],
          submits: [5],
        }),
      ],
    },
  );

/** Hands that find everything, and are led from page to page. */
const handsOver = (pages: PageSnapshot[]): Hands & { done: Step[] } => {
  const done: Step[] = [];
  return {
    done,
    take: (steps) => {
      done.push(...steps);
      const page = pages.shift();
      return page === undefined ? Promise.reject(new Error('No further page was told of.')) : Promise.resolve(page);
    },
    tell: (candidate) => {
      const locator = candidate?.locators[0];
      return Promise.resolve(
        locator === undefined ? null : { locator, fingerprint: candidate?.fingerprint ?? { tag: '' } },
      );
    },
    text,
    wasPosted: () => true,
    wasAsked: () => false,
    hasWritten: () => false,
  };
};

const changed = [formWith(), list('Alex changed 1'), list('Alex changed 1'), formWith({ name: 'Alex changed 1' })];

describe('changing what was made', () => {
  it('changes texts, a choice and a box that stay with it, and looks into the form again', async () => {
    const looks = await changeOwn(handsOver([...changed]), list('Alex 1'), record);
    expect(looks.map((look) => look.name)).toEqual(['opened', 'changed', 'kept', 'reopened']);
    expect(looks[1]?.steps.map(({ title }) => title)).toEqual([
      'I fill “Name” with a new name',
      'I fill “Berth” with a new text',
      'I choose “Ketch” in “Rig”',
      'I check “Engine”',
      'I click “Save”',
    ]);
    expect(looks[3]?.own).toEqual([
      { ...name, prefix: 'Alex changed' },
      { ...berth, prefix: 'berth-changed' },
    ]);
    expect(looks[3]?.entered?.map(({ kind }) => kind)).toEqual(['fill', 'fill', 'select', 'check']);
  });

  it('changes a number, a day and a telephone number that stay with it, each within its limits', async () => {
    const page = formWith();
    const fields = page.forms[0]?.fields ?? [];
    const { elements } = page;
    fields.push(
      { element: elements.length, label: 'Berths', nameAttr: 'berths', type: 'number', required: false, max: '2' },
      { element: elements.length + 1, label: 'Launched', nameAttr: 'launched', type: 'date', required: false },
      { element: elements.length + 3, label: 'Sold', nameAttr: 'sold', type: 'date', required: false },
      { element: elements.length + 4, label: 'Phone number', nameAttr: 'phone', type: 'tel', required: false },
      { element: elements.length + 2, label: 'Hull number', nameAttr: 'hull', type: 'number', required: false },
    );
    const added = [
      input('Berths', 'berths', { type: 'number', value: '2' }),
      input('Launched', 'launched', { type: 'date', value: '2031-05-15' }),
      input('Hull number', 'hull', { type: 'number', value: '2' }),
      input('Sold', 'sold', { type: 'date' }),
      input('Phone number', 'phone', { type: 'tel', value: '+12025550142' }),
    ];
    elements.push(...added.map((each) => element(each, elements.length)));
    const looks = await changeOwn(handsOver([page, ...changed.slice(1)]), list('Alex 1'), record);
    expect(looks[3]?.entered?.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        'I fill “Berths” with “1”',
        'I fill “Launched” with “2031-05-14”',
        'I fill “Phone number” with “+12025550143”',
      ]),
    );
    expect(looks[3]?.entered?.filter(({ title }) => /Hull|Sold/.test(title))).toEqual([]);
  });

  it('changes a day to one before all that the list shows, and tells by which days it stands in order', async () => {
    const rows = (...all: [string, string][]): PageSnapshot =>
      snapshot(
        '/boats',
        all.flatMap(([day, what], at) => {
          const xpath = `/html[1]/body[1]/table[1]/tbody[1]/tr[${at + 1}]`;
          return [
            { tag: 'tr', role: 'row', text: `${day} ${what}`, repeated: true, xpath },
            { tag: 'td', role: 'cell', text: day, xpath: `${xpath}/td[1]`, group: String(4 * at) },
            { tag: 'td', role: 'cell', text: what, xpath: `${xpath}/td[2]`, group: String(4 * at) },
            link('Edit', `/boats/${at}/edit`, { group: String(4 * at), xpath: `${xpath}/td[3]/a[1]` }),
          ];
        }),
      );
    const page = formWith();
    const launched = input('Launched', 'launched', { type: 'date', value: '2031-05-15' });
    page.forms[0]?.fields.push({
      element: page.elements.length,
      label: 'Launched',
      nameAttr: 'launched',
      type: 'date',
      required: false,
    });
    page.elements.push(element(launched, page.elements.length));
    const before = rows(['2031-05-15', 'Alex 1'], ['2024-03-02', 'Lark'], ['2024-03-01', 'Wren']);
    const after = rows(['2024-03-02', 'Lark'], ['2024-03-01', 'Wren'], ['2024-02-29', 'Alex changed 1']);
    const looks = await changeOwn(handsOver([page, after, after, formWith()]), before, record);
    expect(looks[1]?.steps.map(({ title }) => title)).toContain('I fill “Launched” with “2024-02-29”');
    expect(looks[2]?.inDays?.order).toBe('days falling');
  });

  it('changes nothing but the name where it is to be done plainly', async () => {
    const looks = await changeOwn(handsOver([...changed]), list('Alex 1'), { ...record, plain: true });
    expect(looks[1]?.steps.map(({ kind }) => kind)).toEqual(['fill', 'click']);
  });

  it('leaves choices alone that would take it out of sight', async () => {
    const rigs = ['Sloop', 'Archived', 'Everyone'];
    const pages = [formWith({ rigs }), ...changed.slice(1)];
    const looks = await changeOwn(handsOver(pages), list('Alex 1'), record);
    expect(looks[1]?.steps.map(({ kind }) => kind)).not.toContain('select');
  });

  it.each([
    ['it refuses it', formWith({ told: 'Invalid rig.' }), list('Alex 1')],
    ['it does not show it any more', list('nothing'), list('nothing')],
  ])('asks for less where the app takes so much that %s', async (_why, after, kept) => {
    const change = changeOwn(handsOver([formWith(), after, kept]), list('Alex 1'), record);
    await expect(change).rejects.toMatchObject({ code: 'design.change_refused' });
  });

  it('is not what comes of leaving out its name', async () => {
    const looks = await spoilOwn(
      handsOver([formWith(), formWith({ name: '' }), list('Alex 1')]),
      list('Alex 1'),
      record,
    );
    expect(looks.map((look) => [look.name, look.own])).toEqual([
      ['opened', []],
      ['changed', []],
      ['kept', [name]],
    ]);
  });

  it('is no test of missing names where the app needs none', async () => {
    const spoil = spoilOwn(handsOver([formWith(), list(''), list('')]), list('Alex 1'), record);
    await expect(spoil).rejects.toThrow('without a name');
  });
});

describe('giving up what was entered', () => {
  const withCancel = (): PageSnapshot => {
    const page = formWith();
    return { ...page, elements: [...page.elements, element(button('Cancel'), page.elements.length)] };
  };

  it('leaves the record as it was, and nothing of what was entered', async () => {
    const looks = await forgoOwn(handsOver([withCancel(), list('Alex 1'), list('Alex 1')]), list('Alex 1'), record);
    expect(looks.map((look) => look.name)).toEqual(['opened', 'changed', 'kept']);
    expect(looks[1]?.steps.map(({ title }) => title)).toEqual(['I fill “Name” with a new name', 'I click “Cancel”']);
    expect(JSON.stringify(looks[2]?.row)).toContain('Alex changed');
  });

  it('is told of no form without a way to do so, and of none that keeps it', async () => {
    await expect(forgoOwn(handsOver([formWith()]), list('Alex 1'), record)).rejects.toThrow('no way to give up');
    const kept = [withCancel(), list('Alex changed 1'), list('Alex changed 1')];
    await expect(forgoOwn(handsOver(kept), list('Alex 1'), record)).rejects.toThrow('What was given up is kept.');
  });
});
