import { logInRules, profileRules, signUpRules, type FormErrors, type FormInput } from '../forms.js';
import { html, type Html } from '../html.js';
import type { Account, Message, Order } from '../store.js';
import { orderRow } from './checkout.js';
import { formOf } from './field.js';
import type { PageContext } from './page.js';

export interface EntryModel {
  readonly input: FormInput;
  readonly errors: FormErrors;
}

export const logInPage = (page: PageContext, { input, errors }: EntryModel): Html => {
  const { headings, buttons, links } = page.look.wording;
  return html`<div class="narrow">
    <h1>${headings.logIn}</h1>
    ${formOf(
      page,
      { action: '/log-in', rules: logInRules, order: ['email', 'password'], input, errors, testId: 'log-in-form' },
      page.look.submit(buttons.logIn, { className: 'button', testId: 'log-in' }),
    )}
    <p><a href="/sign-up">${links.signUp}</a></p>
  </div>`;
};

export const signUpPage = (page: PageContext, { input, errors }: EntryModel): Html => {
  const { headings, buttons } = page.look.wording;
  return html`<div class="narrow">
    <h1>${headings.signUp}</h1>
    ${formOf(
      page,
      {
        action: '/sign-up',
        rules: signUpRules,
        order: page.look.fields.signUp,
        input,
        errors,
        hints: { password: 'At least 8 characters.' },
        testId: 'sign-up-form',
      },
      html`<button class="button" type="submit" data-testid="sign-up">${buttons.signUp}</button>`,
    )}
  </div>`;
};

export interface AccountModel extends EntryModel {
  readonly account: Account;
  readonly orders: readonly Order[];
  readonly messages: readonly Message[];
}

const orderTable = (orders: readonly Order[]): Html =>
  orders.length === 0
    ? html`<p>You have not ordered anything yet.</p>`
    : html`<table class="orders">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Date</th>
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          ${orders.map(orderRow)}
        </tbody>
      </table>`;

const messageList = (messages: readonly Message[]): Html =>
  messages.length === 0
    ? html`<p>You have not written to us yet.</p>`
    : html`<ul class="message-list">
        ${messages.map(
          (message) =>
            html`<li>
              <strong>${message.topic}</strong>
              <p>${message.text}</p>
            </li>`,
        )}
      </ul>`;

export const accountPage = (page: PageContext, { account, orders, messages, input, errors }: AccountModel): Html => {
  const { headings, buttons } = page.look.wording;
  return html`<div class="page-head">
      <h1>${headings.account}</h1>
      <p>${account.email}</p>
    </div>
    <div class="split">
      <div>
        <section aria-labelledby="orders">
          <h2 id="orders">${headings.orders}</h2>
          ${orderTable(orders)}
        </section>
        <section aria-labelledby="messages">
          <h2 id="messages">${headings.messages}</h2>
          ${messageList(messages)}
        </section>
      </div>
      <section class="panel" aria-labelledby="profile">
        <h2 id="profile">${headings.profile}</h2>
        ${formOf(
          page,
          { action: '/account', rules: profileRules, order: ['name'], input, errors, testId: 'profile-form' },
          page.look.submit(buttons.saveName, { className: 'button', testId: 'save-name' }),
        )}
      </section>
    </div>`;
};
