/** See `spare-retries.mjs`, which runs inside the sandbox. */
export function missedElement(message: string | undefined): string | null;
export interface Misses {
  isSpared(attempt: { test: string; retry: number; message: string | undefined; page: string | undefined }): boolean;
}
export function createMisses(): Misses;
