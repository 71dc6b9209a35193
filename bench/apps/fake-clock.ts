import { existsSync } from 'node:fs';

const libraries = ['x86_64', 'aarch64'].map((arch) => `/usr/lib/${arch}-linux-gnu/faketime/libfaketimeMT.so.1`);

/**
 * The variables under which a program believes that it is some days later; timers and waits keep their pace. The
 * monotonic clock is shifted too: Chromium hangs when only the other one is.
 */
export function laterBy(days: number): Record<string, string> {
  const library = libraries.find((path) => existsSync(path));
  if (library === undefined) throw new Error('A shifted clock needs libfaketime: apt-get install faketime');
  return { LD_PRELOAD: library, FAKETIME: `+${days}d` };
}
