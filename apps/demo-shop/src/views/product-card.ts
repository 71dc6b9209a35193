import { attributes, html, type Html } from '../html.js';
import { formatMoney } from '../pricing.js';
import { categories, type Product } from '../products.js';
import type { PageContext } from './page.js';

const card = ({ look, rules }: PageContext, product: Product, shown: readonly Product[]): Html => {
  const href = `/products/${rules.productSlug(product, shown)}`;
  return html`<li class="card" data-testid="product-card">
    ${look.wrap(
      html`<article>
        <a class="card-picture" ${attributes({ href })} tabindex="-1" aria-hidden="true"
          ><img ${attributes({ src: `/images/${product.slug}.svg` })} alt="" width="320" height="320" loading="lazy"
        /></a>
        <p class="card-category">${categories[product.category]}</p>
        <h3 class="card-name"><a ${attributes({ href })}>${product.name}</a></h3>
        <p class="card-summary">${product.summary}</p>
        <p class="price">${formatMoney(product.priceCents)}</p>
      </article>`,
    )}
  </li>`;
};

export const productGrid = (page: PageContext, shown: readonly Product[]): Html =>
  html`<ul class="grid">
    ${shown.map((product) => card(page, product, shown))}
  </ul>`;
