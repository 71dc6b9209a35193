import { expect, it } from 'vitest';
import { button, formPage, heading, link, model, state } from '../../test/sample-model.js';
import { paging } from './paging.js';

const list = (label: string, more: Parameters<typeof model>[0] = [], beside: Parameters<typeof state>[2] = []) => {
  const rows = ['Mug', 'Cap', 'Anchor'].flatMap((text, at) => {
    const xpath = `/html/body/main/table[1]/tbody[1]/tr[${at + 1}]`;
    const place = { text, landmark: 'main', rolePath: 'main/table' };
    return [
      { tag: 'tr', role: 'row', repeated: true, xpath, interactive: false, ...place },
      { tag: 'a', role: 'link', name: text, href: `/products/${at}`, xpath: `${xpath}/td[1]/a[1]`, ...place },
    ];
  });
  return paging(
    model([state('/products', '/products', [heading('Products'), ...rows, button(label), ...beside]), ...more]),
  );
};

it.each(['Load more', 'Show 10 more', 'Mehr anzeigen', 'Weitere Artikel laden', 'Afficher plus', 'Ver más'])(
  'lets the list grow by “%s”, and wants what stood there first to stay',
  (label) =>
    expect(list(label).map(({ steps }) => steps.map(({ title }) => title))).toEqual([
      [
        'the page /products is open',
        'I remember the first that is shown',
        `I click “${label}”`,
        'a further entry is shown',
        'what stands first shows the remembered first',
      ],
    ]),
);

it('turns to the next part by buttons that bear its numbers, and by no two buttons that say something else', () => {
  const beside = (...names: string[]) =>
    names.map((name, at) => ({ ...button(name), xpath: `/html/body/main/nav[1]/button[${at + 1}]` }));
  const titles = (...names: string[]) => list('Save', [], beside(...names)).map(({ steps }) => steps[2]?.title);
  expect(titles('1', '2', '3')).toEqual(['I click the next page']);
  const way = list('Save', [], beside('1', '2', '3')).flatMap(({ steps }) => steps.map(({ title }) => title));
  expect(way).toContain('I click the first page');
  expect(way).not.toContain('I go back');
  expect([titles('Next'), titles('2', '3')]).toEqual([[], []]);
});

it.each(['More', 'Read more about us', 'Show'])('takes “%s” for something else', (label) =>
  expect(list(label)).toEqual([]),
);

it('demands of what stood first only that something does, where tests add to the list', () => {
  const making = formPage('/products/new', [{ label: 'Name', type: 'text', required: true }], 'Add product', {
    action: 'http://shop.test/products/new',
  });
  const kinds = (more: Parameters<typeof model>[0]) => list('Load more', more).flatMap(({ steps }) => steps.length);
  expect([kinds([]), kinds([making])]).toEqual([[5], [4]]);
});

it.each([
  ['Page 1 of 4', true],
  ['34 items', true],
  ['Page 1 of 2', false],
  ['Some items', false],
])('demands of the second page as many as the first shows, where the list says “%s”: %s', (told, isFull) => {
  const rows = ['Mug', 'Cap', 'Anchor', 'Rope'].flatMap((text, at) => {
    const xpath = `/html/body/main/table[1]/tbody[1]/tr[${at + 1}]`;
    const place = { text, landmark: 'main', rolePath: 'main/table' };
    return [
      { tag: 'tr', role: 'row', repeated: true, xpath, interactive: false, ...place },
      { tag: 'a', role: 'link', name: text, href: `/items/${at}`, xpath: `${xpath}/td[1]/a[1]`, ...place },
    ];
  });
  const next = link('Next', '/items?page=2', { attributes: { rel: 'next' } });
  const page = state('/items', '/items', [heading('Items'), { tag: 'p', text: told }, ...rows, next]);
  const [draft] = paging(model([page]));
  const titles = draft?.steps.map(({ title }) => title) ?? [];
  expect(titles.includes('I remember how many rows are shown')).toBe(isFull);
  expect(titles.includes('a row is there as often as the remembered rows says')).toBe(isFull);
});

it('tells the first row by all that it says where several rows are about one thing', () => {
  const rows = (...titles: string[]) =>
    titles.flatMap((text, at) => {
      const xpath = `/html/body/main/table[1]/tbody[1]/tr[${at + 1}]`;
      const place = { landmark: 'main', rolePath: 'main/table' };
      return [
        { tag: 'tr', role: 'row', repeated: true, xpath, interactive: false, text: `${at} h ${text}`, ...place },
        { tag: 'a', role: 'link', name: text, text, href: `/boats/${text}`, xpath: `${xpath}/td[1]/a[1]`, ...place },
      ];
    });
  const next = link('Next', '/hours?page=2', { attributes: { rel: 'next' } });
  const first = (...titles: string[]) => {
    const [draft] = paging(model([state('/hours', '/hours', [heading('Hours'), ...rows(...titles), next])]));
    const step = draft?.steps.find(({ kind }) => kind === 'remember');
    return step?.kind === 'remember' ? step.target.locator.links.at(-1)?.by : undefined;
  };
  expect([first('Mug', 'Cap', 'Rope'), first('Mug', 'Cap', 'Mug')]).toEqual(['role', 'nth']);
});
