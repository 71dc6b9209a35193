import type { AppState } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { formPage, model } from '../test/sample-model.js';
import { placedForms } from './form-kind.js';
import { whyNotSent } from './may-send.js';

const person = [
  { label: 'Name', type: 'text' },
  { label: 'E-mail', type: 'email' },
  { label: 'Phone', type: 'tel' },
  { label: 'Password', type: 'password' },
];
const mail = [
  { label: 'SMTP host', type: 'text' },
  { label: 'Port', type: 'number' },
  { label: 'Log-in', type: 'text' },
  { label: 'SMTP password', type: 'password' },
];
const prefilled = person.map((field) => (field.type === 'email' ? { ...field, initial: 'ada@example.com' } : field));

const seen = (page: AppState, inside: boolean): [string, boolean][] => {
  const app = model([page]);
  const whole = inside ? { ...app, logIn: { steps: [], sharing: 'shared' as const } } : app;
  return placedForms(whole).map((placed) => [placed.kind, whyNotSent(whole, placed) === null]);
};

describe('a form with a password', () => {
  it('signs up or logs in where nobody is logged in', () => {
    expect(seen(formPage('/register', person, 'Register'), false)).toEqual([['signup', true]]);
    expect(seen(formPage('/start', person, 'Go'), false)).toEqual([['signup', true]]);
    expect(
      seen(
        formPage(
          '/log-in',
          [person[1], person[3]].flatMap((f) => f ?? []),
          'Log in',
        ),
        false,
      ),
    ).toEqual([['login', true]]);
  });

  it('holds settings of the app on their page, and is not sent', () => {
    expect(seen(formPage('/admin/mailsettings', mail, 'Save'), true)).toEqual([['other', false]]);
    expect(seen(formPage('/admin/mail-settings', mail, 'Save'), false)).toEqual([['other', false]]);
    expect(seen(formPage('/admin/mail', mail, 'Save'), false)).toEqual([['other', false]]);
    expect(seen(formPage('/admin/edit-server', mail, 'Save'), true)).toEqual([['other', false]]);
  });

  it('is somebody’s account where it is filled in already, and is sent at no level', () => {
    expect(seen(formPage('/me', prefilled, 'Save'), true)).toEqual([['password', false]]);
    const app = { ...model([formPage('/me', prefilled, 'Save')], 'disposable') };
    expect(placedForms(app).map((placed) => whyNotSent(app, placed))).toEqual([
      'It may change a password that is in use, the one with which the tests log in for instance.',
    ]);
  });

  it('makes somebody new where it is empty and its page changes nobody', () => {
    expect(seen(formPage('/admin/user/new', person, 'Save'), true)).toEqual([['other', true]]);
  });
});
