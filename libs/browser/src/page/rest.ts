/** Whether a page is at rest. In-page code: the functions are joined as source text by ../settle.ts. */

export interface RestOptions {
  /** How long nothing may happen. */
  quietMs: number;
  /** When to stop waiting for rest. */
  timeoutMs: number;
  /** How long a sign of loading is waited for. */
  loadingMs: number;
  /** Signs of loading that turned out to stay. */
  ignored: string[];
  /** The page was only opened: what no script can change is at rest as soon as it is there. */
  untouched: boolean;
}

export function isOnShow(element: Element): boolean {
  const box = element.getBoundingClientRect();
  return (
    box.width > 0 && box.height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  );
}

/** What of an element says that something is loading. */
export function loadingMark(element: Element): string | null {
  if (element.matches('[aria-busy="true"]')) return 'aria-busy';
  if (element.matches('[role=progressbar]:not([aria-valuenow]),progress:not([value])')) return 'progressbar';
  const tokens = (element.getAttribute('class') ?? '').split(/\s+/);
  return tokens.find((token) => /(^|[-_])(spinner|skeleton|loader|loading)s?($|[-_])/i.test(token)) ?? null;
}

export function loadingText(ignored: string[]): string | null {
  const says =
    /^(loading|please wait|one moment|wird geladen|l[äa]dt|bitte warten|chargement( en cours)?|veuillez patienter|cargando|espere( por favor)?)\s*(\.{1,3}|…)?$/i;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let seen = 0; seen < 4_000 && walker.nextNode(); seen += 1) {
    const text = (walker.currentNode.nodeValue ?? '').trim();
    const holder = text.length < 40 && says.test(text) ? walker.currentNode.parentElement : null;
    if (holder && !ignored.includes(text) && !holder.closest('button,a,option,script,style,title') && isOnShow(holder))
      return text;
  }
  return null;
}

/** What on the page says that it is loading; null where nothing does. */
export function loadingSign(ignored: string[]): string | null {
  if (!document.body) return null;
  const candidates = document.querySelectorAll(
    '[aria-busy="true"],[role=progressbar]:not([aria-valuenow]),progress:not([value]),[class*=spinner i],[class*=skeleton i],[class*=loader i],[class*=loading i]',
  );
  for (const element of [...candidates].slice(0, 200)) {
    const mark = loadingMark(element);
    if (mark && !ignored.includes(mark) && isOnShow(element)) return mark;
  }
  return loadingText(ignored);
}

/** Whether nothing on the page can change it by itself. */
export function isWithoutScripts(): boolean {
  const runs = [...document.scripts].some(({ type }) => type === '' || /module|javascript|ecmascript/i.test(type));
  return (
    !runs && document.readyState !== 'loading' && !document.querySelector('iframe,frame,meta[http-equiv=refresh i]')
  );
}

/** Tells changes from what changes all the time (a clock, an animation), which after a second is no news. */
export function newsFilter(): (records: MutationRecord[]) => boolean {
  const startedAt = performance.now();
  const batches = new Map<Node, number>();
  return (records) => {
    const targets = new Set(records.map((record) => record.target));
    for (const target of targets) batches.set(target, (batches.get(target) ?? 0) + 1);
    return performance.now() - startedAt < 1_000 || [...targets].some((target) => (batches.get(target) ?? 0) < 8);
  };
}

/**
 * Resolves when the tree did not change for a quiet window and nothing says that it is loading: null, or the sign of
 * loading that was still there, in a quiet page, when its time was up. A page that is busy to the end may yet lose its
 * signs: null. A machine too busy to fire a timer on time gets another window.
 */
export function waitForRest({
  quietMs,
  timeoutMs,
  loadingMs,
  ignored,
  untouched,
}: RestOptions): Promise<string | null> {
  if (untouched && isWithoutScripts()) return Promise.resolve(null);
  return new Promise((resolve) => {
    const startedAt = performance.now();
    let newsAt = startedAt;
    const isNews = newsFilter();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const done = (sign: string | null) => {
      observer.disconnect();
      clearTimeout(timer);
      clearTimeout(limit);
      resolve(sign);
    };
    const look = (armedAt: number) => {
      const now = performance.now();
      if (now - armedAt > quietMs + 60) return arm();
      const sign = loadingSign(ignored);
      if (sign === null || now - startedAt > loadingMs) return done(sign);
      arm();
    };
    const arm = () => {
      clearTimeout(timer);
      timer = setTimeout(look, quietMs, performance.now());
    };
    // A second and a half without news is long enough to tell a sign that stays from one that goes.
    const limit = setTimeout(() => done(performance.now() - newsAt >= 1_500 ? loadingSign(ignored) : null), timeoutMs);
    const observer = new MutationObserver((records) => {
      if (!isNews(records)) return;
      newsAt = performance.now();
      arm();
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    arm();
  });
}
