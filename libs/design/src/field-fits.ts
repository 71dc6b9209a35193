import type { FormField } from '@testforge/core';

/** Values of usual patterns. */
export const patternSamples = [
  '2',
  '10115',
  'A1',
  'ABC',
  'abc',
  'ABC-123',
  '1234567890',
  '12-34',
  'B3H 4R2',
  'https://example.com/',
  '+12025550142',
];

/** Whether a field's own limits take a text. */
export const fits = (value: string, field: FormField): boolean =>
  value.length >= (field.minLength ?? 0) &&
  value.length <= (field.maxLength ?? Infinity) &&
  (field.pattern === undefined || matchesWhole(value, field.pattern));

function matchesWhole(value: string, pattern: string): boolean {
  const source = `^(?:${pattern})$`;
  return isPattern(source) && new RegExp(source, 'u').test(value);
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp;
  } catch (error) {
    // A pattern that no browser understands is ignored by browsers too; nothing is known to fit it.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
