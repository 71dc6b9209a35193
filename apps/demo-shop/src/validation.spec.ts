import { describe, expect, it } from 'vitest';
import { checkoutRules, contactRules } from './forms.js';
import { inputNames, readInput } from './input-names.js';
import { checkField, toQuantity, validate } from './validation.js';

const complete = {
  name: 'Ida Berg',
  email: 'ida@example.com',
  address: '3 Ropewalk',
  city: 'Bergen',
  postcode: '5003',
  country: 'Norway',
  terms: 'yes',
};

describe('validation', () => {
  it('takes a complete check-out and leaves optional fields optional', () => {
    expect(validate(checkoutRules, complete)).toEqual({});
  });

  it('names each missing field in a sentence', () => {
    expect(Object.keys(validate(checkoutRules, { name: '  ' }))).toEqual([
      'name',
      'email',
      'address',
      'city',
      'postcode',
      'country',
      'terms',
    ]);
  });

  it.each(['ida', 'ida@', '@example.com', 'ida@example', 'i da@example.com', 'ida@example..com'])(
    'refuses %s as an e-mail address',
    (email) => {
      expect(checkField(email, { format: 'email' })).toMatch(/name@example\.com/);
    },
  );

  it.each(['B3H 4R2', '5003', '10115', 'SW1A 1AA', '1012-AB'])('takes %s as a postcode', (postcode) => {
    expect(checkField(postcode, { format: 'postcode' })).toBeNull();
  });

  it.each(['ab', 'abcdef', '12345678901', '12_45', '-123'])('refuses %s as a postcode', (postcode) => {
    expect(checkField(postcode, { format: 'postcode' })).not.toBeNull();
  });

  it('counts characters', () => {
    expect(validate(contactRules, { ...complete, topic: 'An order', message: 'Too short' })).toEqual({
      message: 'Use at least 10 characters.',
    });
    expect(checkField('x'.repeat(61), { maxLength: 60 })).toBe('Use at most 60 characters.');
  });

  it('takes whole quantities from 1 to 20', () => {
    expect(['1', ' 20 ', '0', '21', '-1', '1.5', 'two', '', undefined].map(toQuantity)).toEqual([
      1,
      20,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('the input of a form', () => {
  it('is read by old and by new names alike', () => {
    const old = readInput(complete);
    const renamed = readInput(
      Object.fromEntries(
        Object.entries(complete).map(([key, value]) => [inputNames[key as keyof typeof complete], value]),
      ),
    );
    expect(renamed).toEqual(old);
  });

  it('is trimmed, but for passwords, and taken once when it is repeated', () => {
    expect(readInput({ name: ' Ida ', password: ' secret ', q: ['rope', 'mug'] })).toEqual({
      name: 'Ida',
      password: ' secret ',
      q: 'rope',
    });
  });
});
