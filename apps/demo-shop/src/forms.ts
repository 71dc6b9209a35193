/** Every field of the shop, under the name the server knows it by. */
export const fieldKeys = [
  'q',
  'category',
  'sort',
  'product',
  'option',
  'quantity',
  'name',
  'email',
  'password',
  'phone',
  'address',
  'city',
  'postcode',
  'country',
  'notes',
  'terms',
  'topic',
  'message',
  'newsletterEmail',
] as const;

export type FieldKey = (typeof fieldKeys)[number];
export type FormInput = Partial<Record<FieldKey, string>>;
export type FormErrors = Partial<Record<FieldKey, string>>;

export interface FieldRule {
  readonly required?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: 'email' | 'postcode' | 'phone';
}

export type FormRules = Partial<Record<FieldKey, FieldRule>>;

export const countries = [
  'Canada',
  'Denmark',
  'Ireland',
  'Netherlands',
  'Norway',
  'United Kingdom',
  'United States',
] as const;
export const topics = ['An order', 'A product', 'Something else'] as const;

const name: FieldRule = { required: 'Enter your name.', maxLength: 60 };
const email: FieldRule = { required: 'Enter your e-mail address.', maxLength: 120, format: 'email' };

export const checkoutRules: FormRules = {
  name,
  email,
  phone: { format: 'phone', maxLength: 30 },
  address: { required: 'Enter your street and house number.', maxLength: 120 },
  city: { required: 'Enter your town or city.', maxLength: 60 },
  postcode: { required: 'Enter your postcode.', format: 'postcode' },
  country: { required: 'Choose a country.' },
  notes: { maxLength: 300 },
  terms: { required: 'Accept the terms of sale to go on.' },
};

export const contactRules: FormRules = {
  name,
  email,
  topic: { required: 'Choose a topic.' },
  message: { required: 'Write a message.', minLength: 10, maxLength: 1000 },
};

export const signUpRules: FormRules = {
  name,
  email,
  password: { required: 'Choose a password.', minLength: 8, maxLength: 100 },
};

export const logInRules: FormRules = {
  email: { required: 'Enter your e-mail address.' },
  password: { required: 'Enter your password.' },
};

export const profileRules: FormRules = { name };
export const newsletterRules: FormRules = { newsletterEmail: email };
