import { describe, expect, it } from 'vitest';
import { formPage, model } from '../../test/sample-model.js';
import { accounts } from './accounts.js';

const signUp = formPage(
  '/join',
  [
    { label: 'Name', type: 'text', required: true },
    { label: 'E-mail', type: 'email', required: true },
    { label: 'Password', type: 'password', required: true },
  ],
  'Create account',
  { label: 'sign up', action: 'http://shop.test/join' },
);
const contact = formPage(
  '/contact',
  [
    { label: 'E-mail', type: 'email', required: true },
    { label: 'Message', type: 'textarea', required: true },
  ],
  'Send message',
  { label: 'contact', action: 'http://shop.test/contact' },
);
const historyOf = (...pages: Parameters<typeof model>[0]) =>
  accounts(model(pages)).filter(({ tags }) => tags.includes('history'));

describe('a new account', () => {
  it('is looked at again after something was sent from inside of it', () => {
    const [draft] = historyOf(signUp, contact);
    expect(draft?.title).toBe('What is sent with “Send message” stands in the account of who sent it');
    expect(draft?.steps.at(-1)?.title).toBe('I click “Create account”');
    expect(draft?.watch.meanwhile?.map(({ phase, title }) => `${phase}: ${title}`)).toEqual([
      'when: I open the page /contact',
      'when: I fill “E-mail” with a new e-mail address',
      'when: I fill “Message” with a new text',
      'when: I click “Send message”',
    ]);
  });

  it('shows what was sent from inside of it once, and no second time', () =>
    expect(historyOf(signUp, contact)[0]?.watch.effects).toEqual(['own', 'once']));

  it('is not where nothing of one’s own can be sent', () => expect(historyOf(signUp)).toEqual([]));

  it('is corrected, left, and made only once', () =>
    expect(accounts(model([signUp])).map(({ tags }) => tags.at(-1))).toEqual(['change', 'leave', 'twice']));
});
