import { describe, expect, it } from 'vitest';
import { formPage, model } from '../../test/sample-model.js';
import { logInRefused } from './log-in-refused.js';

const fields = [
  { label: 'E-mail', type: 'email' },
  { label: 'Password', type: 'password' },
];

describe('log-in-refused', () => {
  it('tries a stranger’s credentials on a log-in form', () => {
    const steps = logInRefused(model([formPage('/log-in', fields, 'Log in')]))[0]?.steps ?? [];
    expect(steps.map(({ title }) => title)).toEqual([
      'the page /log-in is open',
      'I fill “E-mail” with “nobody@example.com”',
      'I fill “Password” with “not-the-password-42”',
      'I click “Log in”',
    ]);
  });

  it('does not take a sign-up for a log-in', () =>
    expect(logInRefused(model([formPage('/join', fields, 'Create account')]))).toEqual([]));
});
