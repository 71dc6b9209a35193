import { describe, expect, it } from 'vitest';
import { Access, accessAs, RoleName, roleVariables } from './access.js';

const boss = { user: 'boss', password: 'boss-secret' };
const clerk = { user: 'clerk', password: 'clerk-secret' };

describe('further log-ins', () => {
  it('have names that can stand in files and variables, and are none of ours', () => {
    const good = ['clerk', 'shop-clerk', 'tier2'];
    const bad = [
      '',
      'Clerk',
      'shop_clerk',
      '2nd',
      'a--b',
      'main',
      'nobody',
      'setup',
      'constructor',
      '__proto__',
      '../x',
    ];
    expect(good.filter((name) => !RoleName.safeParse(name).success)).toEqual([]);
    expect(bad.filter((name) => RoleName.safeParse(name).success)).toEqual([]);
    expect(roleVariables('shop-clerk').password).toBe('TESTFORGE_PASSWORD_SHOP_CLERK');
  });
  it('stand beside a user, and are five at most', () => {
    const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`r${at}`, clerk]));
    expect(Access.safeParse({ ...boss, roles: named(5) }).success).toBe(true);
    expect(Access.safeParse({ ...boss, roles: named(6) }).success).toBe(false);
    expect(Access.safeParse({ roles: named(1) }).success).toBe(false);
  });
  it('enter the app with their own name and with what every request needs, and with nobody else’s session', () => {
    const access: Access = {
      ...boss,
      headers: { 'x-gate': 'open' },
      storageState: { cookies: [], origins: [] },
      roles: { clerk },
    };
    expect(accessAs(access, 'clerk')).toEqual({ ...clerk, headers: { 'x-gate': 'open' } });
    expect(() => accessAs(access, 'toString')).toThrow(expect.objectContaining({ code: 'access.no_role' }));
  });
});
