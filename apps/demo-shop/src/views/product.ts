import { attributes, html, type Html } from '../html.js';
import { formatMoney } from '../pricing.js';
import { categories, type Product } from '../products.js';
import { maxQuantity } from '../validation.js';
import { csrfField, type PageContext } from './page.js';
import { field } from './field.js';
import { productGrid } from './product-card.js';

export interface ProductModel {
  readonly product: Product;
  readonly related: readonly Product[];
  readonly chosenOption: string | null;
  readonly quantity: string;
  readonly quantityError: string | null;
}

const quantityField = ({ look }: PageContext, { quantity, quantityError }: ProductModel): Html => {
  const id = look.inputId('quantity');
  return html`<div class="field">
    <label ${attributes({ for: id })}>${look.wording.labels.quantity}</label>
    <div class="stepper" data-stepper>
      <button type="button" class="stepper-button" data-step="-1" aria-label="One fewer">−</button>
      <input
        type="number"
        min="1"
        ${attributes({ id, name: look.inputName('quantity'), value: quantity, max: maxQuantity, 'aria-describedby': 'quantity-error', 'aria-invalid': quantityError !== null && 'true' })}
        data-testid="quantity"
      />
      <button type="button" class="stepper-button" data-step="1" aria-label="One more">+</button>
    </div>
    <p
      class="field-error"
      id="quantity-error"
      role="alert"
      data-quantity-error
      ${attributes({ hidden: quantityError === null })}
    >
      ${quantityError}
    </p>
  </div>`;
};

const orderForm = (page: PageContext, model: ProductModel): Html => {
  const { product } = model;
  const { look } = page;
  return look.wrap(
    html`<form class="order-form" method="post" action="/cart/items" novalidate data-add-to-cart>
      ${csrfField(page)}
      <input type="hidden" ${attributes({ name: look.inputName('product'), value: product.slug })} />
      ${
        product.option !== undefined &&
        field(page, 'option', {
          label: product.option.label,
          choices: product.option.values,
          value: model.chosenOption ?? undefined,
        })
      }
      ${quantityField(page, model)}
      <button class="button button-wide" type="submit" data-testid="add-to-cart">
        ${look.wording.buttons.addToCart}
      </button>
    </form>`,
  );
};

const tabs = (product: Product): Html => {
  const panels: [string, string, string][] = [
    ['description', 'Description', product.description],
    ['care', 'Care', product.care],
    ['delivery', 'Delivery', 'Sent within two working days. A flat $7.95, free on orders from $150.'],
  ];
  return html`<div class="tabs" data-tabs>
    <div role="tablist" aria-label="About this product">
      ${panels.map(
        ([id, label], index) =>
          html`<button
            type="button"
            role="tab"
            ${attributes({ id: `tab-${id}`, 'aria-controls': `panel-${id}`, 'aria-selected': index === 0 ? 'true' : 'false', tabindex: index === 0 ? undefined : -1 })}
          >
            ${label}
          </button>`,
      )}
    </div>
    ${panels.map(
      ([id, , text], index) =>
        html`<div
          role="tabpanel"
          tabindex="0"
          ${attributes({ id: `panel-${id}`, 'aria-labelledby': `tab-${id}`, hidden: index > 0 })}
        >
          <p>${text}</p>
        </div>`,
    )}
  </div>`;
};

export const productPage = (page: PageContext, model: ProductModel): Html => {
  const { product } = model;
  const category = `/products?${page.look.inputName('category')}=${product.category}`;
  return html`<nav class="breadcrumb" aria-label="Breadcrumb">
      <ol>
        <li><a href="/products">${page.look.wording.links.shop}</a></li>
        <li><a ${attributes({ href: category })}>${categories[product.category]}</a></li>
        <li aria-current="page">${product.name}</li>
      </ol>
    </nav>
    <div class="product">
      <img
        class="product-picture"
        width="560"
        height="560"
        ${attributes({ src: `/images/${product.slug}.svg`, alt: product.name })}
      />
      <div class="product-text">
        <h1>${product.name}</h1>
        <p class="lead">${product.summary}</p>
        <p class="price price-large" data-testid="price">${formatMoney(product.priceCents)}</p>
        ${orderForm(page, model)} ${tabs(product)}
      </div>
    </div>
    <section aria-labelledby="related">
      <h2 id="related">${page.look.wording.headings.related}</h2>
      ${productGrid(page, model.related)}
    </section>`;
};
