import type { FieldKey, FieldRule, FormErrors, FormInput, FormRules } from './forms.js';

const formats: Record<NonNullable<FieldRule['format']>, { readonly pattern: RegExp; readonly message: string }> = {
  email: {
    pattern: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/,
    message: 'Enter an e-mail address in the form name@example.com.',
  },
  postcode: {
    pattern: /^(?=.*\d)[a-z\d][a-z\d -]{1,8}[a-z\d]$/i,
    message: 'Enter a postcode of 3 to 10 letters and digits, for example B3H 4R2.',
  },
  phone: {
    pattern: /^\+?[\d ()-]{6,}$/,
    message: 'Enter a phone number with digits only, for example +1 902 555 0142.',
  },
};

/** What is wrong with one value, as a sentence for the customer, or null. Values are taken as trimmed. */
export const checkField = (value: string, rule: FieldRule): string | null => {
  if (value === '') return rule.required ?? null;
  if (rule.minLength !== undefined && value.length < rule.minLength)
    return `Use at least ${rule.minLength} characters.`;
  if (rule.maxLength !== undefined && value.length > rule.maxLength) return `Use at most ${rule.maxLength} characters.`;
  const format = rule.format && formats[rule.format];
  return format && !format.pattern.test(value) ? format.message : null;
};

/** Checks each ruled field of a form, in the order of the rules. An empty object means that all is well. */
export const validate = (rules: FormRules, input: FormInput, check: typeof checkField = checkField): FormErrors => {
  const errors: FormErrors = {};
  for (const [key, rule] of Object.entries(rules) as [FieldKey, FieldRule][]) {
    const message = check((input[key] ?? '').trim(), rule);
    if (message !== null) errors[key] = message;
  }
  return errors;
};

export const maxQuantity = 20;

/** A quantity from a form: a whole number from 1 to `maxQuantity`, or null. */
export const toQuantity = (text: string | undefined): number | null => {
  const quantity = /^-?\d{1,4}$/.test((text ?? '').trim()) ? Number(text) : Number.NaN;
  return quantity >= 1 && quantity <= maxQuantity ? quantity : null;
};
