import { fieldKeys, type FieldKey, type FormInput } from './forms.js';

/** The names under which the redesign sends each field. */
export const inputNames: Record<FieldKey, string> = {
  q: 'query',
  category: 'department',
  sort: 'order_by',
  product: 'item',
  option: 'variant',
  quantity: 'qty',
  name: 'full_name',
  email: 'email_address',
  password: 'pass_phrase',
  phone: 'telephone',
  address: 'street',
  city: 'town',
  postcode: 'postal_code',
  country: 'country_name',
  notes: 'delivery_notes',
  terms: 'terms_accepted',
  topic: 'subject',
  message: 'body',
  newsletterEmail: 'newsletter_email',
};

/** Reads a body or a query by old and new names alike; the first of repeated values counts, text is trimmed. */
export const readInput = (sent: unknown): FormInput => {
  const values = typeof sent === 'object' && sent !== null ? (sent as Record<string, unknown>) : {};
  const input: FormInput = {};
  for (const key of fieldKeys) {
    const value = [values[key], values[inputNames[key]]].flat().find((one) => typeof one === 'string');
    if (typeof value === 'string') input[key] = key === 'password' ? value : value.trim();
  }
  return input;
};
