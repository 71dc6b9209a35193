import type { LogIn, RolePage, RoleView } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { heading, model, state } from '../../test/sample-model.js';
import { planDrafts } from '../plan-drafts.js';
import { rolePages } from './role-pages.js';

const logIn: LogIn = {
  steps: [{ kind: 'goto', key: 'open', phase: 'given', title: '', path: '/log-in' }],
  sharing: 'shared',
};
const page = (path: string, outcome: RolePage['outcome'], more: Partial<RolePage> = {}): RolePage => ({
  path,
  template: path,
  outcome,
  reason: 'answers with 403',
  status: 403,
  address: path,
  heading: null,
  mark: {
    locator: { frame: [], links: [{ by: 'role', role: 'heading', name: `Page ${path}`, exact: true }] },
    fingerprint: { tag: 'h1', role: 'heading', name: `Page ${path}` },
  },
  ...more,
});
const app = (...roles: RoleView[]) => ({ ...model([state('/', '/', [heading('Home')])]), logIn, roles });
const clerk = (...pages: RolePage[]): RoleView => ({ role: 'clerk', logIn, pages });
const keysOf = (...roles: RoleView[]): string[] => rolePages(app(...roles)).map(({ key }) => key);

describe('what roles may open and may not', () => {
  it('is tried in a session of the role, behind a log-in of its own', () => {
    const drafts = rolePages(app(clerk(page('/admin', 'refused'))));
    expect(drafts.map(({ key, role, setup }) => [key, role, setup])).toEqual([
      ['log-in--clerk', 'clerk', 'shared'],
      ['role-deny--clerk--admin', 'clerk', undefined],
    ]);
    expect(drafts[1]?.steps.map((step) => (step.kind === 'expect' ? step.expectation : step.kind))).toEqual([
      'goto',
      { matcher: 'toBeHidden', expected: true, foundBy: 'Page /admin' },
    ]);
  });
  it('is no test where a page is served, holds data in its address, or shows nothing of its own', () =>
    expect(
      keysOf(
        clerk(
          page('/audit', 'served'),
          page('/orders/17', 'refused', { template: '/orders/:id' }),
          page('/plain', 'refused', { mark: undefined }),
        ),
      ),
    ).toEqual([]));
  it('is told by the heading of the refusal where the page has none that only it shows', () => {
    const refused = page('/invoices', 'refused', { mark: undefined, heading: 'Not allowed' });
    const [, draft] = rolePages(app(clerk(refused)));
    expect([draft?.key, draft?.steps.map(({ kind }) => kind), draft?.watch.effects]).toEqual([
      'role-deny--clerk--invoices',
      ['goto'],
      ['address', 'heading', 'title', 'message'],
    ]);
  });
  it('allows what others are refused, and not what everybody sees', () =>
    expect(
      keysOf(clerk(page('/till', 'linked'), page('/', 'linked')), { role: 'main', pages: [page('/till', 'refused')] }),
    ).toEqual(['log-in--clerk', 'role-allow--clerk--till', 'role-deny--main--till']));
  it('asks as nobody only for pages that no other test asks for as nobody', () => {
    const nobody = { role: 'nobody', pages: [page('/admin', 'refused')] };
    expect(rolePages(app(nobody)).map(({ key, signedOut, role }) => [key, signedOut, role])).toEqual([
      ['role-deny--nobody--admin', true, undefined],
    ]);
  });
  it('tries a few of each role only, in the order in which exploring put them', () => {
    const many = ['/a', '/b', '/c', '/d', '/e', '/f', '/g'].map((path) => page(path, 'refused'));
    expect(keysOf(clerk(...many))).toHaveLength(6);
  });
  it('is not taken for the same as what another role does', () => {
    const pages = [page('/admin', 'refused')];
    const roles = [clerk(...pages), { ...clerk(...pages), role: 'guest' }];
    const others = ['nobody', 'main'].map((role) => ({ role, pages }));
    const { drafts } = planDrafts(app(...roles, ...others), { maxTests: 60, designers: [rolePages] });
    expect(drafts.map(({ key }) => key)).toEqual([
      'log-in--clerk',
      'log-in--guest',
      'role-deny--clerk--admin',
      'role-deny--guest--admin',
      'role-deny--nobody--admin',
      'role-deny--main--admin',
    ]);
  });
});
