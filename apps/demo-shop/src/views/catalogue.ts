import { sortOrders, type Page, type SortOrder } from '../catalogue.js';
import { attributes, html, type Html } from '../html.js';
import { categories, type Category, type Product } from '../products.js';
import type { PageContext } from './page.js';
import { productGrid } from './product-card.js';

export interface CatalogueModel {
  readonly query: string;
  readonly category: Category | null;
  readonly sort: SortOrder;
  readonly page: Page<Product>;
}

const choice = (value: string, label: string, chosen: boolean): Html =>
  html`<option ${attributes({ value, selected: chosen })}>${label}</option>`;

const filterForm = ({ look }: PageContext, model: CatalogueModel): Html => {
  const { labels, buttons } = look.wording;
  const select = (key: 'category' | 'sort', choices: readonly Html[]): Html =>
    html`<div class="field">
      <label ${attributes({ for: look.inputId(key) })}>${labels[key]}</label>
      <select ${attributes({ id: look.inputId(key), name: look.inputName(key) })} data-testid="${key}-filter">
        ${choices}
      </select>
    </div>`;
  return html`<form class="filters" method="get" action="/products" aria-label="Filter products">
    ${model.query !== '' && html`<input type="hidden" ${attributes({ name: look.inputName('q'), value: model.query })} />`}
    ${select('category', [
      choice('', 'All categories', model.category === null),
      ...Object.entries(categories).map(([key, name]) => choice(key, name, key === model.category)),
    ])}
    ${select(
      'sort',
      Object.entries(sortOrders).map(([key, name]) => choice(key, name, key === model.sort)),
    )}
    ${look.submit(buttons.apply, { className: 'button button-quiet', testId: 'apply-filters' })}
  </form>`;
};

const pageHref = ({ look }: PageContext, model: CatalogueModel, number: number): string => {
  const parameters = new URLSearchParams();
  if (model.query !== '') parameters.set(look.inputName('q'), model.query);
  if (model.category !== null) parameters.set(look.inputName('category'), model.category);
  if (model.sort !== look.defaultSort) parameters.set(look.inputName('sort'), model.sort);
  if (number > 1) parameters.set('page', String(number));
  const text = parameters.toString();
  return text === '' ? '/products' : `/products?${text}`;
};

const pagination = (page: PageContext, model: CatalogueModel): Html => {
  const { number, count } = model.page;
  if (count < 2) return html``;
  const link = (target: number, label: string, rel?: string): Html =>
    html`<li>
      <a
        ${attributes({ href: pageHref(page, model, target), rel, 'aria-current': target === number && rel === undefined && 'page', 'aria-label': rel === undefined && `Page ${target}` })}
        >${label}</a
      >
    </li>`;
  return html`<nav class="pagination" aria-label="Pages">
    <ul>
      ${number > 1 && link(number - 1, 'Previous', 'prev')}
      ${Array.from({ length: count }, (_, index) => link(index + 1, String(index + 1)))}
      ${number < count && link(number + 1, 'Next', 'next')}
    </ul>
  </nav>`;
};

const summary = ({ rules }: PageContext, model: CatalogueModel): Html => {
  const found = rules.searchSummary(model.page.totalItems);
  return html`<p class="result-count" data-testid="result-count">
    ${found}${model.query !== '' && html` for “<span>${rules.echoQuery(model.query)}</span>”`}
  </p>`;
};

const noHits = (): Html =>
  html`<div class="empty">
    <p>Nothing in the shop matches that. Try another word, or <a href="/products">see all products</a>.</p>
  </div>`;

export const cataloguePage = (page: PageContext, model: CatalogueModel): Html => {
  const heading = model.category === null ? page.look.wording.headings.shop : categories[model.category];
  const shown = page.rules.listedProducts(model.page.items);
  return html`<div class="page-head">
      <h1>${heading}</h1>
      ${summary(page, model)}
    </div>
    ${page.look.wrap(filterForm(page, model))} ${shown.length === 0 ? noHits() : productGrid(page, shown)}
    ${pagination(page, model)}`;
};
