import { linkPath, type Expectation, type Fingerprint } from '@testforge/core';

const folded = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();

/** Whether an expectation about a value or a state would hold for an element as recorded; null when that cannot be told. */
export function holdsFor({ matcher, expected, value }: Expectation, found: Fingerprint): boolean | null {
  // Only the running test knows what is expected.
  if (value) return null;
  switch (matcher) {
    case 'toHaveText':
      return folded(found.text ?? found.name) === folded(String(expected));
    case 'toContainText':
      return folded(found.text ?? found.name).includes(folded(String(expected)));
    case 'toHaveValue':
      return found.value === undefined ? null : found.value === String(expected);
    case 'toBeEnabled':
      return found.enabled ?? null;
    case 'toBeDisabled':
      return found.enabled === undefined ? null : !found.enabled;
    case 'toBeChecked': {
      const checked = found.attributes?.['checked'] ?? found.attributes?.['aria-checked'];
      return checked === undefined ? null : checked === 'true';
    }
    case 'toBeVisible':
      return found.visible ?? null;
    case 'toLeadTo':
      return linkPath(found.href) === expected;
    case 'toBeInvalid':
    case 'toHaveURL':
    case 'toHaveTitle':
    case 'toBeHidden':
    case 'toHaveCount':
    case 'toEachContain':
    case 'toBeInOrder':
      return null;
  }
}
