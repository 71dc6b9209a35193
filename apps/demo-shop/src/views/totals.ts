import { html, type Html } from '../html.js';
import { formatMoney, type Totals } from '../pricing.js';

export const totalsList = (totals: Totals): Html =>
  html`<dl class="totals">
    <div>
      <dt>Subtotal</dt>
      <dd data-testid="subtotal">${formatMoney(totals.subtotalCents)}</dd>
    </div>
    <div>
      <dt>Shipping</dt>
      <dd data-testid="shipping">${totals.shippingCents === 0 ? 'Free' : formatMoney(totals.shippingCents)}</dd>
    </div>
    <div>
      <dt>Tax (15%)</dt>
      <dd data-testid="tax">${formatMoney(totals.taxCents)}</dd>
    </div>
    <div class="totals-sum">
      <dt>Total</dt>
      <dd data-testid="total">${formatMoney(totals.totalCents)}</dd>
    </div>
  </dl>`;
