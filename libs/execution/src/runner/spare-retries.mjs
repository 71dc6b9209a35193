// A retry tells bad luck from a lost element. Where another test has missed the very element on the very page, and missed
// it again when tried again, there is nothing left to tell: the retry would wait for the same element once more.

// eslint-disable-next-line no-control-regex -- what colours a terminal
const colours = /\u001b\[[0-9;]*m/g;

/** The element that was waited for in vain, as the code names it; null where one was found, or something else failed. */
export function missedElement(message) {
  const plain = String(message ?? '').replaceAll(colours, '');
  if (/locator resolved to (?!0 elements)|strict mode violation/.test(plain)) return null;
  if (/^(?:\w*Error: )?locator\.\w+: Timeout \d+ms exceeded/.test(plain))
    return /^\s*-? *waiting for (.+?)\s*$/m.exec(plain)?.[1] ?? null;
  return /element\(s\) not found/.test(plain) ? (/^\s*Locator:\s*(.+?)\s*$/m.exec(plain)?.[1] ?? null) : null;
}

/** The page's path without what names a single record. */
function placeOf(address) {
  if (!URL.canParse(address)) return null;
  return new URL(address).pathname.replaceAll(/\/(?:\d+|[0-9a-f-]{16,})(?=\/|$)/gi, '/:id');
}

/** Remembers what tests missed. `isSpared` is asked once for each failed attempt. */
export function createMisses() {
  const first = new Map();
  /** By element and page: the tests that missed it twice. */
  const twice = new Map();
  return {
    /** Whether trying again would tell nothing. `page`: the address at which the attempt failed. */
    isSpared({ test, retry, message, page }) {
      const [element, place] = [missedElement(message), placeOf(page)];
      if (element === null || place === null) return false;
      const what = JSON.stringify([element, place]);
      const known = twice.get(what) ?? new Set();
      if (retry === 0) first.set(test, what);
      else if (first.get(test) === what) twice.set(what, known.add(test));
      return [...known].some((other) => other !== test);
    },
  };
}
