import { attributes, html, type Html } from '../html.js';
import { formatMoney, type Totals } from '../pricing.js';
import type { CartLine } from '../store.js';
import { maxQuantity } from '../validation.js';
import { csrfField, type PageContext } from './page.js';
import { totalsList } from './totals.js';

export interface CartModel {
  readonly lines: readonly CartLine[];
  readonly totals: Totals;
  readonly error: { readonly lineId: string; readonly text: string; readonly quantity: string } | null;
}

const quantityForm = (page: PageContext, line: CartLine, error: CartModel['error']): Html => {
  const { look } = page;
  const id = `${look.inputId('quantity')}-${line.id}`;
  const wrong = error?.lineId === line.id ? error : null;
  return html`<form class="line-quantity" method="post" novalidate ${attributes({ action: `/cart/items/${line.id}` })}>
    ${csrfField(page)}<label class="visually-hidden" ${attributes({ for: id })}
      >${look.wording.labels.quantity} of ${line.name}</label
    >
    <input
      type="number"
      min="1"
      ${attributes({ id, name: look.inputName('quantity'), max: maxQuantity, value: wrong ? wrong.quantity : line.quantity, 'aria-invalid': wrong && 'true' })}
    />
    <button
      class="text-button"
      type="submit"
      ${attributes({ 'aria-label': `${look.wording.buttons.updateLine} ${line.name}` })}
    >
      ${look.wording.buttons.updateLine}
    </button>
    ${wrong && html`<p class="field-error" role="alert">${wrong.text}</p>`}
  </form>`;
};

const removeForm = (page: PageContext, line: CartLine): Html => {
  const name = page.look.wording.buttons.removeLine;
  const { content } = page.look.iconText('remove', name);
  return html`<form class="inline-form" method="post" ${attributes({ action: `/cart/items/${line.id}/remove` })}>
    ${csrfField(page)}
    <button class="text-button" type="submit" ${attributes({ 'aria-label': `${name} ${line.name}` })}>
      ${content}
    </button>
  </form>`;
};

const row = (page: PageContext, line: CartLine, error: CartModel['error']): Html =>
  html`<tr data-testid="cart-line">
    <th scope="row">
      <div class="line-product">
        <img alt="" width="72" height="72" ${attributes({ src: `/images/${line.slug}.svg` })} />
        <span
          ><a ${attributes({ href: `/products/${line.slug}` })}>${line.name}</a
          >${line.option !== null && html`<small>${line.option}</small>`}</span
        >
      </div>
    </th>
    <td class="line-price">${formatMoney(line.unitCents)}</td>
    <td>${quantityForm(page, line, error)}</td>
    <td class="line-total" data-testid="line-total">${formatMoney(page.rules.lineTotalCents(line))}</td>
    <td>${removeForm(page, line)}</td>
  </tr>`;

const emptyCart = (page: PageContext): Html =>
  html`<div class="empty">
    <p>Your cart is empty.</p>
    ${page.look.toShop('/products', page.look.wording.links.keepShopping, { className: 'button' })}
  </div>`;

export const cartPage = (page: PageContext, { lines, totals, error }: CartModel): Html => {
  const { wording, toCheckout, toShop, wrap } = page.look;
  const head = html`<h1>${wording.headings.cart}</h1>`;
  if (lines.length === 0) return html`${head}${emptyCart(page)}`;
  return html`${head}
    <div class="split">
      ${wrap(
        html`<table class="lines">
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col">Price</th>
              <th scope="col">Quantity</th>
              <th scope="col">Total</th>
              <th scope="col"><span class="visually-hidden">Remove</span></th>
            </tr>
          </thead>
          <tbody>
            ${page.rules.shownLines(lines).map((line) => row(page, line, error))}
          </tbody>
        </table>`,
      )}
      <section class="panel" aria-labelledby="cart-summary">
        <h2 id="cart-summary">${wording.headings.summary}</h2>
        ${totalsList(totals)}
        <div class="actions actions-stacked">
          ${toCheckout('/checkout', wording.buttons.checkOut, { className: 'button button-wide', testId: 'check-out' })}
          ${toShop('/products', wording.links.keepShopping, { className: 'text-button' })}
        </div>
      </section>
    </div>`;
};
