import { html, type Html } from '../html.js';
import { field } from './field.js';
import { csrfField, type PageContext } from './page.js';

export const newsletterDialog = (page: PageContext): Html =>
  html`<dialog class="dialog" aria-labelledby="newsletter-title" data-newsletter>
    <form method="post" action="/newsletter" novalidate data-newsletter-form>
      <h2 id="newsletter-title">${page.look.wording.headings.newsletter}</h2>
      <p>New goods, old stories and the tide table. One letter a month.</p>
      ${csrfField(page)}${field(page, 'newsletterEmail', {})}
      <p class="dialog-answer" role="status" data-newsletter-answer></p>
      <div class="actions">
        <button class="button" type="submit">${page.look.wording.buttons.subscribe}</button>
        <button class="text-button" type="button" data-newsletter-close>Close</button>
      </div>
    </form>
  </dialog>`;
