import type { PageElement, PageSnapshot } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { findLogInForm } from './find-log-in-form.js';

const input = (name: string, type = 'text'): PageElement =>
  ({ tag: 'input', role: 'textbox', name, type, interactive: true, visible: true }) as PageElement;
const button = (name: string): PageElement =>
  ({ tag: 'button', role: 'button', name, interactive: true, visible: true }) as PageElement;

/** A page of one form: all of its elements but the last are fields. */
const pageOf = (heading: string, ...elements: PageElement[]): PageSnapshot =>
  ({
    url: 'http://app.test/',
    title: '',
    elements,
    headings: [],
    links: [],
    messages: [],
    forms: [
      {
        label: 'form 1',
        method: 'post',
        action: '',
        heading,
        fields: elements
          .slice(0, -1)
          .map(({ name = '', type = '' }, element) => ({ element, label: name, type, required: false })),
        submits: [elements.length - 1],
      },
    ],
  }) as unknown as PageSnapshot;

describe('the form by which one logs in', () => {
  it('is one of a name and a password, whatever its button says', () =>
    expect(findLogInForm(pageOf('', input('Project'), input('Code', 'password'), button('Go')))).toEqual({
      stage: 'full',
      user: 0,
      password: 1,
      submit: 2,
    }));

  it('is none that makes something, and asks for more behind the password', () => {
    const fields = [input('Project'), input('Code', 'password'), input('E-mail', 'email')];
    expect(findLogInForm(pageOf('Créer un nouveau projet', ...fields, button('submit')))).toBeNull();
    expect(findLogInForm(pageOf('', ...fields, button('Se connecter')))?.stage).toBe('full');
    const code = [input('User'), input('Password', 'password'), input('One-time code')];
    expect(findLogInForm(pageOf('', ...code, button('OK')))?.stage).toBe('full');
  });
});
