import { locatorCode, readLocatorCode } from '@testforge/core';

/** A locator's source as `locatorCode` writes it, so that two that mean the same are equal; null where it is not plain data. */
export function plainLocator(source: string): string | null {
  try {
    return locatorCode(readLocatorCode(source));
  } catch {
    return null;
  }
}
