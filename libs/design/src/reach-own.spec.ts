import { describe, expect, it } from 'vitest';
import { form, heading, input, link, snapshot } from '../test/sample-model.js';
import { isOwnPage } from './reach-own.js';

const own = { value: { kind: 'unique' as const, shape: 'name' as const, prefix: 'Alex' }, text: 'Alex Abcdefgh' };
const isOwn = (path: string, ...parts: Parameters<typeof snapshot>[1]): boolean =>
  isOwnPage(snapshot(path, parts), own);

describe('the page of a thing of one’s own', () => {
  it('bears its name in its heading or address, or is where its name leads', () => {
    expect(isOwn('/users/4', heading('Alex Abcdefgh'))).toBe(true);
    expect(isOwn('/users/alex-abcdefgh')).toBe(true);
    expect(isOwn('/users/4/edit', heading('Change user'), link('Alex Abcdefgh', '/users/4/edit'))).toBe(true);
  });

  it('is not where its name stands in the address because it was searched for', () => {
    const asked = (method: string) =>
      snapshot('/users?named=Alex+Abcdefgh', [input('Name', 'named', { value: own.text })], {
        forms: [
          form({
            fields: [{ element: 0, label: 'Name', nameAttr: 'named', type: 'text', required: false }],
            submits: [],
            method,
          }),
        ],
      });
    expect(isOwnPage(asked('get'), own)).toBe(false);
    expect(isOwnPage(asked('post'), own)).toBe(true);
  });

  it('is no list that leads elsewhere, or to nowhere', () => {
    expect(isOwn('/users', link('Alex Abcdefgh', '/users/4'), link('Alex Abcdefgh', '/users?id=4'))).toBe(false);
    expect(isOwn('/users', link('Alex Abcdefgh', '#'), { tag: 'a', role: 'link', text: 'Alex Abcdefgh' })).toBe(false);
  });
});
