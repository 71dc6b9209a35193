import { expect, it } from 'vitest';
import { worthOf } from './worth-of-address.js';

const worth = (path: string): number =>
  worthOf({ url: `http://app.test${path}`, depth: 1, from: '/', text: path, landmark: 'main' });

it('asks for the app’s own things before those that tests left in it', () => {
  const left = [
    '/Alex%20Aviemrtn/',
    '/Alex%20other%20Kqzmvbwe/insert/',
    '/tables/Alex_Izudhgaf',
    '/u/visitorqwertyuiop',
  ];
  for (const path of left) expect(worth(path)).toBeLessThan(worth('/evening/'));
});

it('takes nothing that is only called alike for theirs', () => {
  for (const path of ['/Alex/', '/alex-thompson/', '/visitors/', '/items/', '/itemised-bills/'])
    expect(worth(path)).toBe(worth('/evening/'));
});
