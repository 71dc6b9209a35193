import { attributes, html, raw, type Html } from '../html.js';
import type { Look, NavigationItem } from '../look.js';
import type { Rules } from '../rules.js';
import { searchForm } from './search.js';
import { newsletterDialog } from './newsletter.js';
import { icon } from './icons.js';

/** What every page knows about its visitor and about the shop it is part of. */
export interface PageContext {
  readonly look: Look;
  readonly rules: Rules;
  readonly csrfToken: string;
  readonly visitorName: string | null;
  readonly cartCount: number;
  readonly notice: string | null;
  readonly path: string;
  readonly query: string;
}

const destinations: Record<NavigationItem, string> = {
  home: '/',
  shop: '/products',
  about: '/about',
  contact: '/contact',
};

const navigationLink = ({ look, path }: PageContext, item: NavigationItem): Html => {
  const href = destinations[item];
  const current = path === href || (href !== '/' && path.startsWith(`${href}/`));
  return html`<li><a ${attributes({ href, 'aria-current': current && 'page' })}>${look.wording.links[item]}</a></li>`;
};

export const csrfField = ({ csrfToken }: PageContext): Html =>
  html`<input type="hidden" name="csrf" ${attributes({ value: csrfToken })} />`;

const visitorMenu = (page: PageContext): Html => {
  const { links, buttons } = page.look.wording;
  if (page.visitorName === null) return html`<a class="account-link" href="/log-in">${links.logIn}</a>`;
  return html`<span class="greeting">Hello, ${page.visitorName}</span>
    <a class="account-link" href="/account">${links.account}</a>
    <form method="post" action="/log-out" class="inline-form">
      ${csrfField(page)}<button class="text-button" type="submit" data-testid="log-out">${buttons.logOut}</button>
    </form>`;
};

const cartLink = ({ look, cartCount }: PageContext): Html => {
  const { content, ariaLabel } = look.iconText('cart', look.wording.links.cart);
  return html`<span class="cart-link"
    ><a href="/cart" data-testid="cart-link" ${attributes({ 'aria-label': ariaLabel })}>${content}</a>
    <output class="badge" data-cart-count data-testid="cart-count" aria-label="Items in cart"
      >${cartCount}</output
    ></span
  >`;
};

const header = (page: PageContext): Html =>
  html`<header class="site-header">
    <p class="announcement">Free shipping on orders from $150</p>
    <div class="site-header-row">
      <a class="brand" href="/">${icon('anchor')}<span>Harbour Goods</span></a>
      <button class="menu-button" type="button" aria-expanded="false" aria-controls="main-navigation" data-menu-button>
        ${icon('menu')}<span>Menu</span>
      </button>
      <nav class="main-navigation" id="main-navigation" aria-label="Main">
        <ul>
          ${page.look.navigation.map((item) => navigationLink(page, item))}
        </ul>
      </nav>
      ${page.look.searchPlace === 'header' && searchForm(page)}
      <div class="visitor">${visitorMenu(page)}${cartLink(page)}</div>
    </div>
  </header>`;

const footer = (page: PageContext): Html =>
  html`<footer class="site-footer">
    <div class="site-footer-row">
      <div>
        <p class="footer-brand">Harbour Goods</p>
        <p>Pier 4, Lower Water Street<br />Halifax, Nova Scotia</p>
      </div>
      <nav aria-label="Footer">
        <ul>
          <li><a href="/about#delivery">Delivery and returns</a></li>
          <li><a href="/about#terms">Terms of sale</a></li>
          <li><a href="mailto:hello@harbourgoods.example">hello@harbourgoods.example</a></li>
        </ul>
      </nav>
      <div>
        <p>A letter from the quay, once a month.</p>
        <button class="button button-light" type="button" data-newsletter-open data-testid="newsletter-open">
          ${page.look.wording.buttons.newsletter}
        </button>
      </div>
    </div>
    <p class="imprint">© 2025 Harbour Goods. Prices in Canadian dollars, tax added at check-out.</p>
  </footer>`;

/** The classes and test ids of a finished page, brought to the scheme of the look. */
const applyScheme = (markup: string, { className, testId }: Look): string =>
  markup
    .replace(/ class="([^"<>]+)"/g, (_, names: string) => ` class="${names.split(' ').map(className).join(' ')}"`)
    .replace(/ data-testid="([^"<>]+)"/g, (_, part: string) => ` data-testid="${testId(part)}"`);

/** A whole document around the given content. */
export const renderPage = (page: PageContext, title: string, content: Html): string => {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Harbour Goods</title>
        <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/shop.css" />
        ${page.rules.scripts.map((name) => raw(`<script type="module" src="/assets/${name}.js"></script>\n`))}
      </head>
      <body>
        <a class="skip-link" href="#content">Skip to content</a>
        ${header(page)}
        <main id="content" class="site-main">
          ${page.look.searchPlace === 'body' && searchForm(page)}
          <div class="notice" role="status" data-notice ${attributes({ hidden: page.notice === null })}>
            ${page.notice}
          </div>
          ${content}
        </main>
        ${footer(page)} ${newsletterDialog(page)}
      </body>
    </html>`;
  return applyScheme(document.markup, page.look);
};
