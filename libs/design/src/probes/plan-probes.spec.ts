import { describe, expect, it } from 'vitest';
import { formPage, heading, model, state } from '../../test/sample-model.js';
import { planProbes } from './plan-probes.js';

const links = (...hrefs: string[]) => ({
  links: hrefs.map((href) => ({ href: `http://shop.test${href}`, text: 'x' })),
});
const addresses = (...all: Parameters<typeof model>[0]) =>
  planProbes(model(all)).addresses.map(({ path, parameter, leads }) => [path, parameter, leads]);

describe('what is probed', () => {
  it('is each parameter of an address that the app uses, once', () => {
    const page = (path: string) => state(path, '/list', [heading('List')]);
    expect(addresses(page('/list?q=a&sort=name'), page('/list?q=b'))).toEqual([
      ['/list?q=a&sort=name', 'q', false],
      ['/list?q=a&sort=name', 'sort', false],
    ]);
  });

  it('is what a form asks for, as it stands, where that only asks', () => {
    const form = { method: 'get', action: 'http://shop.test/find' };
    expect(addresses(formPage('/', [{ label: 'Search', type: 'search' }], 'Search', form))).toEqual([
      ['/find?search=', 'search', false],
    ]);
  });

  it('is where a page says to go on to, first of all', () => {
    const door = state('/enter', '/enter', [heading('Enter')]);
    const start = state('/', '/', [heading('Welcome')], links('/enter?next=%2Forders&q=1', '/unread?next=%2F'));
    const list = state('/list?next=2', '/list', [heading('List')]);
    expect(addresses(start, door, list)).toEqual([
      ['/enter?next=%2Forders&q=1', 'next', true],
      ['/list?next=2', 'next', false],
    ]);
  });

  it('is nothing that guards or destroys', () => {
    const page = (path: string) => state(path, '/list', [heading('List')]);
    expect(addresses(page('/list?csrf_token=a&session=b'), page('/list?action=delete&id=4'))).toEqual([]);
  });

  it('is a form that makes something, and none where a run may only read', () => {
    const form = formPage('/boats/new', [{ label: 'Name', type: 'text', required: true }], 'Save boat');
    expect(planProbes(model([form])).makings.map(({ pages }) => pages)).toEqual([['/boats/new']]);
    expect(planProbes(model([form], 'read')).makings).toEqual([]);
  });
});
