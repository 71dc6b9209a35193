import type { FieldKey } from './forms.js';

/** Every text of the interface that a redesign may reword. */
export interface Wording {
  readonly buttons: Record<
    | 'addToCart'
    | 'updateLine'
    | 'removeLine'
    | 'checkOut'
    | 'placeOrder'
    | 'logIn'
    | 'signUp'
    | 'logOut'
    | 'sendMessage'
    | 'saveName'
    | 'search'
    | 'apply'
    | 'newsletter'
    | 'subscribe',
    string
  >;
  readonly links: Record<
    'home' | 'shop' | 'about' | 'contact' | 'cart' | 'account' | 'logIn' | 'signUp' | 'keepShopping' | 'viewAll',
    string
  >;
  readonly headings: Record<
    | 'hero'
    | 'featured'
    | 'byCategory'
    | 'shop'
    | 'cart'
    | 'checkout'
    | 'summary'
    | 'thanks'
    | 'logIn'
    | 'signUp'
    | 'account'
    | 'orders'
    | 'messages'
    | 'profile'
    | 'contact'
    | 'about'
    | 'related'
    | 'newsletter'
    | 'notFound',
    string
  >;
  readonly labels: Record<FieldKey, string>;
  readonly placeholders: Partial<Record<FieldKey, string>>;
}

/** The wording of the first release. */
export const plain: Wording = {
  buttons: {
    addToCart: 'Add to cart',
    updateLine: 'Update',
    removeLine: 'Remove',
    checkOut: 'Check out',
    placeOrder: 'Place order',
    logIn: 'Log in',
    signUp: 'Create account',
    logOut: 'Log out',
    sendMessage: 'Send message',
    saveName: 'Save name',
    search: 'Search',
    apply: 'Apply',
    newsletter: 'Get our newsletter',
    subscribe: 'Subscribe',
  },
  links: {
    home: 'Home',
    shop: 'Shop',
    about: 'About',
    contact: 'Contact',
    cart: 'Cart',
    account: 'Account',
    logIn: 'Log in',
    signUp: 'Create an account',
    keepShopping: 'Continue shopping',
    viewAll: 'See all products',
  },
  headings: {
    hero: 'Made for salt air',
    featured: 'Crew favourites',
    byCategory: 'Shop by category',
    shop: 'All products',
    cart: 'Your cart',
    checkout: 'Check-out',
    summary: 'Order summary',
    thanks: 'Thank you for your order',
    logIn: 'Log in',
    signUp: 'Create an account',
    account: 'Your account',
    orders: 'Past orders',
    messages: 'Your messages',
    profile: 'Your details',
    contact: 'Contact us',
    about: 'About Harbour Goods',
    related: 'You may also like',
    newsletter: 'News from the harbour',
    notFound: 'Page not found',
  },
  labels: {
    q: 'Search products',
    category: 'Category',
    sort: 'Sort by',
    product: 'Product',
    option: 'Option',
    quantity: 'Quantity',
    name: 'Name',
    email: 'E-mail',
    password: 'Password',
    phone: 'Phone (optional)',
    address: 'Address',
    city: 'City',
    postcode: 'Postcode',
    country: 'Country',
    notes: 'Notes for the courier (optional)',
    terms: 'I accept the terms of sale',
    topic: 'Topic',
    message: 'Message',
    newsletterEmail: 'E-mail for the newsletter',
  },
  placeholders: {
    q: 'Lantern, rope, mug…',
    email: 'name@example.com',
    postcode: 'B3H 4R2',
    message: 'How can we help?',
    newsletterEmail: 'name@example.com',
  },
};

/** The words of the redesign, for each group of texts. */
export const reworded = {
  buttons: {
    ...plain.buttons,
    addToCart: 'Add to basket',
    updateLine: 'Save',
    removeLine: 'Delete',
    checkOut: 'Go to checkout',
    placeOrder: 'Complete purchase',
    logIn: 'Sign in',
    signUp: 'Sign up',
    sendMessage: 'Send',
    saveName: 'Update name',
    apply: 'Show results',
    subscribe: 'Sign me up',
  },
  links: {
    ...plain.links,
    shop: 'Products',
    about: 'Our story',
    contact: 'Contact us',
    cart: 'Basket',
    account: 'My account',
    logIn: 'Sign in',
    signUp: 'New here? Sign up',
    keepShopping: 'Keep shopping',
    viewAll: 'Browse everything',
  },
  headings: {
    ...plain.headings,
    hero: 'Goods that weather well',
    featured: 'Loved by our crew',
    byCategory: 'Find your way',
    shop: 'Products',
    cart: 'Shopping basket',
    checkout: 'Checkout',
    summary: 'Summary',
    thanks: 'Thanks for your order',
    logIn: 'Sign in',
    signUp: 'Sign up',
    account: 'My account',
    orders: 'Order history',
    messages: 'Messages',
    profile: 'Details',
    contact: 'Get in touch',
    about: 'Our story',
    related: 'Goes well with',
    newsletter: 'Join our newsletter',
  },
  labels: {
    ...plain.labels,
    q: 'What are you looking for?',
    sort: 'Order',
    quantity: 'Qty',
    name: 'Full name',
    email: 'Email address',
    phone: 'Telephone (optional)',
    address: 'Street and number',
    city: 'Town or city',
    postcode: 'Postal code',
    notes: 'Delivery notes (optional)',
    terms: 'I agree to the terms of sale',
    topic: 'What is it about?',
    message: 'Your message',
    newsletterEmail: 'Email address for the newsletter',
  },
  placeholders: {
    q: 'Try “wool” or “brass”',
    email: 'you@example.com',
    postcode: 'e.g. B3H 4R2',
    message: 'Tell us what you need',
    newsletterEmail: 'you@example.com',
  },
} satisfies { [Group in keyof Wording]: Wording[Group] };
