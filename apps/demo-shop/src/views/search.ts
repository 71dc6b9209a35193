import { attributes, html, type Html } from '../html.js';
import type { PageContext } from './page.js';

export const searchForm = ({ look, query }: PageContext): Html => {
  const { content, ariaLabel } = look.iconText('search', look.wording.buttons.search);
  const id = look.inputId('q');
  return html`<form class="search" role="search" method="get" action="/products">
    <label class="visually-hidden" ${attributes({ for: id })}>${look.wording.labels.q}</label>
    <input
      type="search"
      ${attributes({ id, name: look.inputName('q'), value: query, placeholder: look.wording.placeholders.q })}
      data-testid="search-input"
    />
    <button
      class="button button-quiet"
      type="submit"
      data-testid="search-submit"
      ${attributes({ 'aria-label': ariaLabel })}
    >
      ${content}
    </button>
  </form>`;
};
