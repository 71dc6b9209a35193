import { contactRules, topics } from '../forms.js';
import { html, type Html } from '../html.js';
import type { EntryModel } from './account.js';
import { formOf } from './field.js';
import type { PageContext } from './page.js';

export const contactPage = (page: PageContext, { input, errors }: EntryModel): Html => {
  const { headings, buttons } = page.look.wording;
  return html`<div class="page-head">
      <h1>${headings.contact}</h1>
      <p>We answer within one working day, from the office above the chandlery.</p>
    </div>
    <div class="split">
      ${formOf(
        page,
        {
          action: '/contact',
          rules: contactRules,
          order: page.look.fields.contact,
          input,
          errors,
          choices: { topic: topics },
          testId: 'contact-form',
        },
        page.look.submit(buttons.sendMessage, { className: 'button', testId: 'send-message' }),
      )}
      <section class="panel panel-plain" aria-labelledby="visit">
        <h2 id="visit">Visit the shop</h2>
        <address>Pier 4, Lower Water Street<br />Halifax, Nova Scotia</address>
        <p>Monday to Saturday, 9 to 17.30. Closed when the harbour freezes.</p>
      </section>
    </div>`;
};

export const aboutPage = (page: PageContext): Html =>
  html`<div class="prose">
    <h1>${page.look.wording.headings.about}</h1>
    <p class="lead">
      ${page.rules.foundedText()} as a chandlery for the inshore fleet. The fleet is smaller now; the goods are as good
      as ever.
    </p>
    <p>
      Everything we sell is something we use. Most of it is made within a day of the quay, by people whose names we
      know, and all of it can be mended. If something you bought here wears out, bring it back before you throw it away.
    </p>
    <h2 id="delivery">Delivery and returns</h2>
    <p>
      We send parcels within two working days, for a flat $7.95, and without charge from $150. You may return unused
      goods within thirty days; we pay the way back.
    </p>
    <h2 id="terms">Terms of sale</h2>
    <p>
      Prices are in Canadian dollars. Tax of 15% on the goods is added at check-out. You pay by invoice within thirty
      days of delivery. The goods are ours until they are paid for, and yours from then on.
    </p>
  </div>`;

const failure = (heading: string, text: string): Html =>
  html`<div class="empty">
    <h1>${heading}</h1>
    <p>${text}</p>
    <p><a class="button" href="/products">To the shop</a></p>
  </div>`;

export const notFoundPage = (page: PageContext): Html =>
  failure(
    page.look.wording.headings.notFound,
    'This page has slipped its moorings. It may have moved, or it never was.',
  );

export const expiredFormPage = (): Html =>
  failure('This form has expired', 'Your visit had ended before you sent it. Go back, reload the page and try again.');

export const serverErrorPage = (): Html =>
  failure('Something went wrong', 'The fault is ours. Please try again in a moment.');
