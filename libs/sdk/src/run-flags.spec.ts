import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toStartRun, type RunFlags } from './run-flags.js';

const none: RunFlags = { include: [], exclude: [], origin: [], header: [] };
const url = 'http://localhost:3000';
const start = (
  flags: Partial<RunFlags>,
  env: Record<string, string> = {},
  askHidden: ((question: string) => Promise<string>) | null = null,
) => toStartRun(url, { ...none, ...flags }, { env, askHidden });
const wrongUse = expect.objectContaining({ kind: 'invalid', code: 'cli.usage' });

describe('flags of a run', () => {
  it('say nothing of how the app is entered unless somebody did', async () => {
    expect(await start({})).toEqual({ url: `${url}/` });
  });
  it('take the password from the environment, and the second factor with it', async () => {
    const env = { TESTFORGE_PASSWORD: 'pw', TESTFORGE_TOTP_SECRET: 'JBSWY3DPEHPK3PXP' };
    expect((await start({ user: 'eva', logInPath: '/in' }, env)).access).toEqual({
      user: 'eva',
      password: 'pw',
      totpSecret: 'JBSWY3DPEHPK3PXP',
      logInPath: '/in',
    });
  });
  it('ask for a password that is not set, and say so where nobody can be asked', async () => {
    const asked: string[] = [];
    const ask = async (question: string) => (asked.push(question), 'typed');
    expect((await start({ user: 'eva' }, {}, ask)).access).toEqual({ user: 'eva', password: 'typed' });
    expect(asked.join()).toContain('eva');
    await expect(start({ user: 'eva' })).rejects.toThrow(wrongUse);
  });
  it('take further log-ins, each with a password and a second factor of its own', async () => {
    const env = {
      TESTFORGE_PASSWORD: 'pw',
      TESTFORGE_PASSWORD_SHOP_CLERK: 'other',
      TESTFORGE_TOTP_SECRET_SHOP_CLERK: 'JBSWY3DPEHPK3PXP',
    };
    expect((await start({ user: 'eva', role: ['shop-clerk=jo=1'] }, env)).access?.roles).toEqual({
      'shop-clerk': { user: 'jo=1', password: 'other', totpSecret: 'JBSWY3DPEHPK3PXP' },
    });
    await expect(start({ user: 'eva', role: ['guest=jo'] }, env)).rejects.toThrow(/TESTFORGE_PASSWORD_GUEST/);
    await expect(start({ role: ['guest=jo'] }, { TESTFORGE_PASSWORD_GUEST: 'x' })).rejects.toThrow(wrongUse);
    for (const role of ['guest', 'guest=', '=jo', 'Guest=jo', 'nobody=jo'])
      await expect(start({ user: 'eva', role: [role] }, env)).rejects.toThrow(wrongUse);
  });
  it('forget further log-ins where none alone is asked for', async () => {
    const env = { TESTFORGE_PASSWORD: 'pw', TESTFORGE_PASSWORD_NONE: 'other', TESTFORGE_PASSWORD_CLERK: 'third' };
    expect((await start({ user: 'eva', role: ['none'] }, env)).access?.roles).toEqual({});
    expect((await start({ user: 'eva', role: ['none=jo'] }, env)).access?.roles).toHaveProperty('none');
    await expect(start({ user: 'eva', role: ['none', 'clerk=jo'] }, env)).rejects.toThrow(wrongUse);
  });
  it('take headers and basic log-ins, a flag before the environment', async () => {
    const env = { TESTFORGE_HEADERS: '{"X-A":"1","X-B":"2"}', TESTFORGE_BASIC: 'env:x' };
    expect((await start({ header: ['X-B: 3: 4'], basic: 'eva:a:b' }, env)).access).toEqual({
      headers: { 'X-A': '1', 'X-B': '3: 4' },
      basic: { user: 'eva', password: 'a:b' },
    });
  });
  it('read a stored session, and refuse what is none', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'testforge-flags-'));
    const file = join(dir, 'state.json');
    await writeFile(file, '{"cookies":[],"origins":[]}');
    expect((await start({ storageState: file })).access).toEqual({ storageState: { cookies: [], origins: [] } });
    await writeFile(file, '{"cookies":7}');
    await expect(start({ storageState: file })).rejects.toThrow(wrongUse);
    await rm(dir, { recursive: true });
    await expect(start({ storageState: file })).rejects.toThrow(wrongUse);
  });
  it('never repeat a secret in a refusal', async () => {
    const env = { TESTFORGE_PASSWORD: 'hush-hush', TESTFORGE_TOTP_SECRET: 'hush' };
    const refusal = await start({ user: 'eva' }, env).catch((error: Error) => error.message);
    expect(refusal).toContain('totpSecret');
    expect(refusal).not.toContain('hush');
  });
  it.each([
    ['TESTFORGE_HEADERS', '[1]'],
    ['TESTFORGE_HEADERS', '{'],
    ['TESTFORGE_BASIC', 'nobody'],
  ])('refuse %s=%s', async (name, value) => {
    await expect(start({}, { [name]: value })).rejects.toThrow(wrongUse);
  });
});

describe('scenarios that people wrote', () => {
  it('are sent under the names of their files', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'testforge-scenarios-'));
    const file = join(dir, 'cart.feature');
    await writeFile(file, 'Feature: Cart\n');
    expect((await start({ scenarios: [file] })).scenarios).toEqual([{ name: 'cart.feature', text: 'Feature: Cart\n' }]);
    await rm(dir, { recursive: true });
    await expect(start({ scenarios: [file] })).rejects.toEqual(wrongUse);
  });
});
