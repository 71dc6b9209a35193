import { describe, expect, it } from 'vitest';
import { readLabel } from './interface-words.js';

const same = (a: string, b: string) => expect(readLabel(a).meanings).toEqual(readLabel(b).meanings);
const other = (a: string, b: string) => expect(readLabel(a).meanings).not.toEqual(readLabel(b).meanings);

describe('reading a label by meaning', () => {
  it.each([
    ['Add to cart', 'Add to basket'],
    ['Add to cart', 'In den Warenkorb'],
    ['E-mail', 'Email address'],
    ['Log in', 'Sign-in'],
    ['Log in', 'Se connecter'],
    ['Place order', 'Jetzt bestellen'],
    ['Check-out', 'Go to checkout'],
    ['Item', 'Items'],
  ])('takes “%s” and “%s” for the same', same);

  it.each([
    ['Sign in', 'Sign up'],
    ['Log in', 'Log out'],
    ['Add to cart', 'Remove from cart'],
    ['Add to cart', 'Buy now'],
    ['Total', 'Subtotal'],
    ['Next', 'Previous'],
    ['Page 1', 'Page 2'],
    ['Add Product A', 'Add Product B'],
    ['Save', 'Cancel'],
  ])('tells “%s” from “%s”', other);
});
