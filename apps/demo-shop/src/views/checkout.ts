import { checkoutRules, countries, type FormErrors, type FormInput } from '../forms.js';
import { attributes, html, type Html } from '../html.js';
import { formatMoney, type Totals } from '../pricing.js';
import type { CartLine, Order } from '../store.js';
import { formOf } from './field.js';
import type { PageContext } from './page.js';
import { totalsList } from './totals.js';

export interface CheckoutModel {
  readonly lines: readonly CartLine[];
  readonly totals: Totals;
  readonly input: FormInput;
  readonly errors: FormErrors;
}

const lineList = (lines: readonly CartLine[]): Html =>
  html`<ul class="line-list">
    ${lines.map(
      (line) =>
        html`<li>
          <span>${line.quantity} × ${line.name}${line.option !== null && ` (${line.option})`}</span
          ><span>${formatMoney(line.unitCents * line.quantity)}</span>
        </li>`,
    )}
  </ul>`;

export const checkoutPage = (page: PageContext, { lines, totals, input, errors }: CheckoutModel): Html => {
  const { wording, fields } = page.look;
  const send = html`<button class="button" type="submit" data-testid="place-order">
    ${wording.buttons.placeOrder}
  </button>`;
  return html`<h1>${wording.headings.checkout}</h1>
    <div class="split">
      ${formOf(
        page,
        {
          action: '/checkout',
          rules: checkoutRules,
          order: fields.checkout,
          input,
          errors,
          choices: { country: countries },
          testId: 'checkout-form',
        },
        send,
      )}
      <section class="panel" aria-labelledby="checkout-summary">
        <h2 id="checkout-summary">${wording.headings.summary}</h2>
        ${lineList(lines)}${totalsList(totals)}
        <p class="small">You pay by the invoice in your parcel, within thirty days.</p>
      </section>
    </div>`;
};

export const orderPage = (page: PageContext, order: Order): Html => {
  const { name, address, city, postcode, country, email } = order.customer;
  const { wording, toShop } = page.look;
  return html`<div class="page-head">
      <h1>${wording.headings.thanks}</h1>
      <p>
        Your order number is <strong data-testid="order-number">${page.rules.orderNumberText(order)}</strong>. We sent a
        confirmation to ${email}.
      </p>
    </div>
    <div class="split">
      <section class="panel" aria-labelledby="order-summary">
        <h2 id="order-summary">${wording.headings.summary}</h2>
        ${lineList(order.lines)}${totalsList(order.totals)}
      </section>
      <section class="panel panel-plain" aria-labelledby="ship-to">
        <h2 id="ship-to">Ships to</h2>
        <address>${name}<br />${address}<br />${postcode} ${city}<br />${country}</address>
        ${toShop('/products', wording.links.keepShopping, { className: 'button button-quiet' })}
      </section>
    </div>`;
};

export const orderRow = (order: Order): Html =>
  html`<tr>
    <th scope="row"><a ${attributes({ href: `/orders/${order.number}` })}>${order.number}</a></th>
    <td>${order.placedAt.toLocaleDateString('en-CA', { dateStyle: 'long', timeZone: 'UTC' })}</td>
    <td>${formatMoney(order.totals.totalCents)}</td>
  </tr>`;
