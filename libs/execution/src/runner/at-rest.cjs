// Whether a page has nothing left to do when a test gives up on it: then waiting longer the next time tells nothing.
/* global document, MutationObserver */
'use strict';

/** Without a change for so long nothing is under way. */
const quietMs = 600;
/** A page that answers later than this is busy. */
const answersWithinMs = 300;
/** What stays open by its nature. */
const lasting = new Set(['websocket', 'eventsource', 'ping', 'media']);

/** Counts what the context's pages have asked for and not got. `sinceLast`: milliseconds since anything was asked or answered. */
function countPending(context) {
  const pending = new Set();
  let last = Date.now();
  const settle = (request) => {
    last = Date.now();
    pending.delete(request);
  };
  context.on('request', (request) => {
    last = Date.now();
    if (!lasting.has(request.resourceType())) pending.add(request);
  });
  context.on('requestfinished', settle);
  context.on('requestfailed', settle);
  return { pending, sinceLast: () => Date.now() - last };
}

/** Runs in the page: whether nothing in it changed for so long. Must not refer to anything around it. */
const changesNothing = (forMs) =>
  new Promise((resolve) => {
    let changed = false;
    const observer = new MutationObserver(() => (changed = true));
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(() => {
      observer.disconnect();
      resolve(!changed && document.readyState === 'complete');
    }, forMs);
  });

/** Nothing was asked for, nothing is awaited, nothing changes, and the page answers at once. A page that can't tell is not at rest. */
async function isAtRest(page, { pending, sinceLast }) {
  if (pending.size > 0 || sinceLast() < quietMs) return false;
  const askedAt = Date.now();
  const isQuiet = await page.evaluate(changesNothing, quietMs).catch(() => false);
  return isQuiet && pending.size === 0 && Date.now() - askedAt < quietMs + answersWithinMs;
}

module.exports = { countPending, isAtRest };
