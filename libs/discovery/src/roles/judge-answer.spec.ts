import type { PageElement, PageSnapshot, Target } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { judgeAnswer, type Asking } from './judge-answer.js';

const origin = 'http://app.test';
const element = (part: Partial<PageElement> & { tag: string }): PageElement => ({
  interactive: part.tag === 'input' || part.tag === 'button',
  visible: true,
  enabled: true,
  xpath: `/html/body/${part.tag}[1]`,
  cssPath: part.tag,
  ...part,
});
const heading = (text: string) => element({ tag: 'h1', role: 'heading', name: text, text });
const page = (path: string, elements: PageElement[], structureHash = path): PageSnapshot => ({
  url: origin + path,
  title: 'App',
  elements,
  headings: elements.filter(({ tag }) => tag === 'h1').map(({ text = '' }) => ({ level: 1, text })),
  landmarks: [],
  forms: [],
  links: [],
  lists: [],
  messages: [],
  structureHash,
  leftOut: 0,
});
const logIn = [
  element({ tag: 'input', role: 'textbox', type: 'email', label: 'E-mail', name: 'E-mail' }),
  element({ tag: 'input', type: 'password', label: 'Password', name: 'Password' }),
  element({ tag: 'button', role: 'button', type: 'submit', name: 'Log in', text: 'Log in' }),
];
const mark: Target = {
  locator: { frame: [], links: [{ by: 'role', role: 'heading', name: 'Users', exact: true }] },
  fingerprint: { tag: 'h1', role: 'heading', name: 'Users' },
};
const denial = element({ tag: 'p', role: 'alert', text: ' Access\n denied. ' });
const judge = (snapshot: PageSnapshot, more: Partial<Asking> & { status?: number } = {}) => {
  const { status = 200, ...rest } = more;
  const look = { asked: `${origin}/admin/users`, status, snapshot };
  return judgeAnswer({ look, mark, nowhere: null, ...rest });
};

describe('whether somebody who asked for a page got it', () => {
  it('is told by what only that page shows, at its own address', () => {
    expect(judge(page('/admin/users', [heading('Users')]))).toMatchObject({ outcome: 'served' });
    expect(judge(page('/admin/users/?tab=1', [heading('Users')]))).toMatchObject({ outcome: 'served' });
    expect(judge(page('/elsewhere', [heading('Users')]))).toBeNull();
  });
  it.each([
    ['the status', page('/admin/users', [heading('Users')]), { status: 403 }, 'answers with 403'],
    ['a log-in form', page('/log-in', logIn), {}, 'asks to log in'],
    ['a log-in form at its own address', page('/admin/users', [heading('Welcome'), ...logIn]), {}, 'asks to log in'],
    [
      'another page that says why',
      page('/home', [heading('Home'), denial]),
      {},
      'leads to /home, which says “Access denied.”',
    ],
    ['an address that says why', page('/errors/403', [heading('Sorry')]), {}, 'leads to /errors/403'],
    [
      'what stands where nothing is',
      page('/admin/users', [heading('Oh no')], 'x'),
      { nowhere: page('/nowhere', [heading('Oh no')], 'x') },
      'shows what it shows where nothing is',
    ],
    [
      'what it says',
      page('/admin/users', [element({ tag: 'p', text: 'Keine Berechtigung für diese Seite' })]),
      {},
      'says “Keine Berechtigung für diese Seite”',
    ],
  ])('is refused by %s', (_what, snapshot, more, reason) =>
    expect(judge(snapshot, more)).toMatchObject({ outcome: 'refused', reason }),
  );
  it('stays open where nothing tells for certain', () => {
    const empty = page('/admin/users', [heading('Please wait')]);
    expect(judge(empty)).toBeNull();
    expect(judge(empty, { status: 500 })).toBeNull();
    expect(judge(empty, { status: 429 })).toBeNull();
    expect(judge(page('/admin/users', [heading('Anything'), ...logIn]), { mark: null })).toBeNull();
  });
  it('stays open where the app leads elsewhere and does not say why: something may be missing that the page needs', () =>
    expect(judge(page('/cart', [heading('Your cart is empty')]))).toBeNull());
});
