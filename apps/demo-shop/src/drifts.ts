import { createHash } from 'node:crypto';
import type { FieldKey } from './forms.js';
import { html } from './html.js';
import { inputNames } from './input-names.js';
import { firstLook, type Look } from './look.js';
import { anchorLink, buttonControl, formLink, iconLabel } from './views/controls.js';
import { reworded } from './wording.js';

export interface Drift {
  readonly description: string;
  readonly change: (look: Look) => Partial<Look>;
}

const hashedClass = (name: string): string =>
  `hg-${createHash('sha256')
    .update(name)
    .digest('base64url')
    .replace(/[^a-zA-Z0-9]/g, '')
    .slice(0, 6)}`;

const kebab = (field: FieldKey): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const dotted = (part: string): string =>
  `shop.${part.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;

/** What a redesign changes: each entry is one switch, and none of them changes what the shop does. */
export const drifts = {
  'button-wording': {
    description: 'Buttons say the same in other words ("Add to cart" becomes "Add to basket").',
    change: ({ wording }) => ({ wording: { ...wording, buttons: reworded.buttons } }),
  },
  'link-wording': {
    description: 'Links say the same in other words ("About" becomes "Our story").',
    change: ({ wording }) => ({ wording: { ...wording, links: reworded.links } }),
  },
  'heading-wording': {
    description: 'Headings are reworded ("Your cart" becomes "Shopping basket").',
    change: ({ wording }) => ({ wording: { ...wording, headings: reworded.headings } }),
  },
  'label-wording': {
    description: 'Labels of form fields are reworded ("E-mail" becomes "Email address").',
    change: ({ wording }) => ({ wording: { ...wording, labels: reworded.labels } }),
  },
  'placeholder-wording': {
    description: 'Placeholders of form fields are reworded.',
    change: ({ wording }) => ({ wording: { ...wording, placeholders: reworded.placeholders } }),
  },
  'input-ids': {
    description: 'The ids of form fields follow a new scheme ("email" becomes "field-email").',
    change: () => ({ inputId: (field) => `field-${kebab(field)}` }),
  },
  'input-names': {
    description: 'Form fields are sent under new names; the server still takes the old ones.',
    change: () => ({ inputName: (field) => inputNames[field] }),
  },
  'css-classes': {
    description: 'CSS classes are hashed by the build.',
    change: () => ({ className: hashedClass }),
  },
  'test-ids': {
    description: 'Test ids follow a new scheme ("add-to-cart" becomes "shop.addToCart").',
    change: () => ({ testId: dotted }),
  },
  'checkout-as-link': {
    description: 'The button that leads from the cart to the check-out becomes a link.',
    change: () => ({ toCheckout: anchorLink }),
  },
  'shop-as-button': {
    description: 'The link that leads from the cart back to the shop becomes a button.',
    change: () => ({ toShop: formLink }),
  },
  'field-order': {
    description: 'Form fields stand in another order (postcode before city, e-mail before name).',
    change: () => ({
      fields: {
        checkout: ['email', 'name', 'country', 'address', 'postcode', 'city', 'phone', 'notes', 'terms'],
        contact: ['topic', 'message', 'name', 'email'],
        signUp: ['email', 'password', 'name'],
      },
    }),
  },
  'navigation-order': {
    description: 'The main navigation stands in another order.',
    change: () => ({ navigation: ['shop', 'about', 'contact', 'home'] }),
  },
  'product-order': {
    description: 'The catalogue opens sorted by newest first.',
    change: () => ({ defaultSort: 'newest' }),
  },
  'wrapper-elements': {
    description: 'Cards, forms and sections stand in one more element.',
    change: () => ({ wrap: (content) => html`<div class="shell"><div class="shell-inner">${content}</div></div>` }),
  },
  'icons-for-text': {
    description: 'Some controls show an icon and carry their text as a label for assistive technology.',
    change: () => ({ iconText: iconLabel }),
  },
  'submit-as-button': {
    description: 'Submit inputs become buttons.',
    change: () => ({ submit: buttonControl }),
  },
  'search-in-body': {
    description: 'The search moves from the header to the top of the page.',
    change: () => ({ searchPlace: 'body' }),
  },
} satisfies Record<string, Drift>;

export type DriftName = keyof typeof drifts;

export const driftNames = Object.keys(drifts) as DriftName[];
export const isDriftName = (name: string): name is DriftName => Object.hasOwn(drifts, name);

export const driftedLook = (names: readonly DriftName[]): Look =>
  names.reduce<Look>((look, name) => {
    const drift: Drift = drifts[name];
    return { ...look, ...drift.change(look) };
  }, firstLook);
