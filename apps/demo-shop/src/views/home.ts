import { attributes, html, type Html } from '../html.js';
import { categories, type Product } from '../products.js';
import type { PageContext } from './page.js';
import { productGrid } from './product-card.js';

export const homePage = (page: PageContext, favourites: readonly Product[]): Html => {
  const { headings, links } = page.look.wording;
  return html`<section class="hero">
      <div class="hero-text">
        <p class="eyebrow">Halifax, since 1968</p>
        <h1>${headings.hero}</h1>
        <p>Working goods for galley, deck and cabin, from makers within a day of the quay.</p>
        <a class="button" href="/products">${links.viewAll}</a>
      </div>
      <img src="/assets/harbour.svg" alt="A small harbour with a lighthouse and two boats" width="640" height="400" />
    </section>
    <section aria-labelledby="by-category">
      <h2 id="by-category">${headings.byCategory}</h2>
      <ul class="category-tiles">
        ${Object.entries(categories).map(
          ([key, name]) =>
            html`<li>
              <a class="tile" ${attributes({ href: `/products?${page.look.inputName('category')}=${key}` })}>${name}</a>
            </li>`,
        )}
      </ul>
    </section>
    <section aria-labelledby="favourites">
      <h2 id="favourites">${headings.featured}</h2>
      ${productGrid(page, favourites)}
    </section>
    <section class="promises" aria-label="Our promises">
      <ul>
        <li><strong>Two-day dispatch</strong><span>Packed on the pier, sent by rail and road.</span></li>
        <li><strong>Thirty days to think</strong><span>Send it back unused, we pay the way.</span></li>
        <li><strong>Mended for life</strong><span>Seams, wicks and handles: bring them in.</span></li>
      </ul>
    </section>`;
};
