import { describe, expect, it } from 'vitest';
import { form, heading, link, model, state } from '../../test/sample-model.js';
import { pagingWhole } from './paging-whole.js';

const row = (name: string) => ({ tag: 'article', role: 'article', name, text: name });
const rows = ['Mug', 'Cap', 'Rope'].map(row);
const said = (text: string) => ({ tag: 'p', text, testId: 'result-count' });
const pages = (last: string) => [
  link('1', '/items?page=1'),
  link(last, `/items?page=${last}`),
  link('Next', '/items?page=2', { attributes: { rel: 'next' } }),
];
const list = (text: string, last: string) =>
  state('/items', '/items', [heading('Items'), said(text), ...rows, ...pages(last)]);

describe('all pages of a list', () => {
  it('show as many as the list says, told by what is left for the last', () => {
    const [draft, ...others] = pagingWhole(model([list('11 items', '4')]));
    expect(others).toEqual([]);
    expect(draft?.steps.map(({ title }) => title)).toEqual([
      'the page /items is open',
      'a first entry is shown',
      'I remember how many rows are shown',
      'I remember the page that is shown',
      'I click the last page',
      'a first entry is shown',
      'I remember the count that is shown',
      'a row is there as often as the remembered count, in pages of the remembered rows, on that of the remembered page, says',
    ]);
    const values = draft?.steps.flatMap((step) => (step.kind === 'expect' ? (step.expectation.value ?? []) : []));
    expect(values).toEqual([{ kind: 'remembered', name: 'count', rest: 'rows', page: 'page' }]);
  });

  it('are led to by what stands before the way on, and not by a number of that day', () => {
    const locators = pagingWhole(model([list('11 items', '4')])).flatMap(({ steps }) =>
      steps.flatMap((step) => ('target' in step && step.target ? [step.target.locator.links.at(-1)] : [])),
    );
    expect(locators).toContainEqual({ by: 'css', css: 'xpath=preceding::a[1]' });
    expect(JSON.stringify(locators)).not.toMatch(/"4"|11 items/);
  });

  it.each([
    ['the number does not go with the pages', list('11 items', '7')],
    ['nothing counts them', list('Some items', '4')],
    ['the last page is not told', list('11 items', 'More')],
  ])('are left alone where %s', (_why, page) => expect(pagingWhole(model([page]))).toEqual([]));

  it('are counted also where the tests themselves add to the list, whatever its things are called', () => {
    const fields = [{ element: 0, label: 'Name', nameAttr: 'name', type: 'text', required: true }];
    const making = state(
      '/items/new',
      '/items/new',
      [
        { tag: 'input', role: 'textbox', label: 'Name', nameAttr: 'name', type: 'text', name: 'Name' },
        { tag: 'button', role: 'button', name: 'Add item', text: 'Add item', type: 'submit' },
        heading('New item'),
      ],
      { forms: [form({ fields, submits: [1], action: 'http://shop.test/items' })] },
    );
    expect(pagingWhole(model([list('11 things listed', '4'), making]))).toEqual([]);
    expect(pagingWhole(model([list('11 items', '4'), making]))).toHaveLength(1);
  });
});
