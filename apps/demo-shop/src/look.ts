import type { SortOrder } from './catalogue.js';
import type { FieldKey } from './forms.js';
import type { Html } from './html.js';
import {
  anchorLink,
  formLink,
  inputControl,
  textLabel,
  type Control,
  type IconText,
  type Navigator,
} from './views/controls.js';
import { plain, type Wording } from './wording.js';

export type NavigationItem = 'home' | 'shop' | 'about' | 'contact';
export type FieldOrder = Record<'checkout' | 'contact' | 'signUp', readonly FieldKey[]>;

/** How the shop looks and speaks. Nothing in it changes what the shop does. */
export interface Look {
  readonly wording: Wording;
  readonly inputId: (field: FieldKey) => string;
  readonly inputName: (field: FieldKey) => string;
  readonly className: (name: string) => string;
  readonly testId: (part: string) => string;
  /** The control that sends the smaller forms: log-in, contact, sort, profile. */
  readonly submit: Control;
  readonly toCheckout: Navigator;
  readonly toShop: Navigator;
  readonly iconText: IconText;
  readonly wrap: (content: Html) => Html;
  readonly navigation: readonly NavigationItem[];
  readonly fields: FieldOrder;
  readonly defaultSort: SortOrder;
  readonly searchPlace: 'header' | 'body';
}

/** The look of the first release. */
export const firstLook: Look = {
  wording: plain,
  inputId: (field) => field,
  inputName: (field) => field,
  className: (name) => name,
  testId: (part) => part,
  submit: inputControl,
  toCheckout: formLink,
  toShop: anchorLink,
  iconText: textLabel,
  wrap: (content) => content,
  navigation: ['home', 'shop', 'about', 'contact'],
  fields: {
    checkout: ['name', 'email', 'phone', 'address', 'city', 'postcode', 'country', 'notes', 'terms'],
    contact: ['name', 'email', 'topic', 'message'],
    signUp: ['name', 'email', 'password'],
  },
  defaultSort: 'featured',
  searchPlace: 'header',
};
