import { asksByPost } from '@testforge/core';

/** The file that a perturbed project has besides its own. Ordinary Playwright: a person can run it as well. */
export const perturbationModule = 'perturbation';

/** What a write is answered that is stopped since the test goes on under false pretences. */
export const stoppedStatus = 423;

export const perturbationSource = `import { test, type Page, type Request } from '@playwright/test';

const met = new Set<string>();

/** A test that nothing was done to says nothing of what it would notice. */
export function tellUnmet(): void {
  test.afterEach(({ baseURL }, info) => {
    const nothing = info.status === 'passed' && !met.has(info.testId);
    test.skip(nothing, 'nothing to perturb on ' + baseURL);
  });
}

/** From here on: see the receipt of this test. */
export async function perturb(page: Page, kind: keyof typeof perturbations): Promise<void> {
  const { testId } = test.info();
  const trouble = await perturbations[kind](page, () => void met.add(testId)).then(() => null, String);
  test.skip(trouble !== null, 'could not be perturbed: ' + trouble);
}

const perturbations = {
  disable: async (page: Page, tell: () => void) => {
    await inFrames(page, stopEvents);
    await stopWrites(page, () => true);
    tell();
  },
  value: async (page: Page, tell: () => void) => {
    let shown = false;
    await stopWrites(page, () => shown);
    await page.exposeFunction('perturbationMet', () => {
      shown = true;
      tell();
    });
    await page.addInitScript(changeNumbers, true);
    await inFrames(page, changeNumbers, false);
  },
  lenient: async (page: Page, tell: () => void) => {
    await inFrames(page, forgetRules);
    await perturbAnswers(page, { ...accepted, when: (request) => isLast(request), tell });
  },
  drop: (page: Page, tell: () => void) => perturbAnswers(page, { status: 204, body: '', when: () => true, tell }),
  error: (page: Page, tell: () => void) => perturbAnswers(page, { ...broken, when: () => true, tell }),
};

const accepted = { status: 200, contentType: 'text/html', body: '<h1>Accepted</h1>' };
const broken = { status: 500, contentType: 'text/html', body: '<h1>Internal Server Error</h1>' };

const inFrames = <A>(page: Page, script: (argument: A) => void, argument?: A): Promise<unknown> =>
  Promise.all(page.frames().map((frame) => frame.evaluate(script as never, argument as never)));

${String(asksByPost)}

const isReading = (request: Request): boolean =>
  ['GET', 'HEAD', 'OPTIONS'].includes(request.method()) ||
  asksByPost({ method: request.method(), url: request.url(), body: request.postData() });

/** The first page or the first write is the end of what a step asks for. */
const isLast = (request: Request): boolean => request.isNavigationRequest() || !isReading(request);

/**
 * A test that goes on as if nothing had happened must not change what is not its own, so nothing is written any more. The
 * status tells whoever reads the test's writing requests.
 */
const stopWrites = (page: Page, isOver: () => boolean): Promise<unknown> =>
  page
    .context()
    .route(() => true, (route, request) =>
      isOver() && !isReading(request) ? route.fulfill({ status: ${stoppedStatus} }) : route.fallback(),
    );

interface Answers {
  status: number;
  contentType?: string;
  body: string;
  when: (request: Request) => boolean;
  tell: () => void;
}

/** Answers what is asked for next itself, so that it never reaches the app; the same write again is answered alike. */
async function perturbAnswers(page: Page, { when, tell, ...answer }: Answers): Promise<void> {
  let over = false;
  const writes = new Set<string>();
  await stopWrites(page, () => over);
  await page.context().route(() => true, async (route, request) => {
    const asks = ['document', 'xhr', 'fetch'].includes(request.resourceType());
    const write = isReading(request) ? null : request.method() + ' ' + request.url();
    const again = write !== null && writes.has(write);
    if (!again && (over || !asks || !when(request))) return route.fallback();
    tell();
    over = over || isLast(request);
    if (write !== null) writes.add(write);
    return route.fulfill(answer);
  });
}

/** What a click or a key would set off is not set off; what the browser itself does to a tick or a choice stays. */
function stopEvents(): void {
  const stop = (event: Event) => {
    const own = 'label, option, select, input[type=checkbox], input[type=radio]';
    if (!(event.target instanceof Element && event.target.closest(own))) event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ['click', 'submit', 'input', 'change', 'keydown', 'keypress', 'keyup'])
    window.addEventListener(type, stop, { capture: true });
}

/** Forms take whatever is entered. */
function forgetRules(): void {
  for (const form of document.forms) form.noValidate = true;
  for (const { prototype } of [HTMLFormElement, HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement])
    prototype.checkValidity = prototype.reportValidity = () => true;
}

/** Numbers in what is shown: all of a new page, and what changes in the one that is there. */
function changeNumbers(all: boolean): void {
  const changed = new WeakMap<Node, string>();
  const change = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node: Node | null = root.nodeType === 3 ? root : walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue ?? '';
      if (!/\\d/.test(text) || changed.get(node) === text || /^(?:SCRIPT|STYLE)$/.test(node.parentElement?.tagName ?? '')) continue;
      node.nodeValue = text.replace(/\\d/g, (digit) => String((Number(digit) + 1) % 10));
      changed.set(node, node.nodeValue);
      (window as unknown as { perturbationMet(): void }).perturbationMet();
    }
  };
  if (all) document.addEventListener('DOMContentLoaded', () => change(document));
  new MutationObserver((mutations) => {
    for (const { type, target, addedNodes } of mutations) {
      if (type === 'characterData') change(target);
      for (const node of addedNodes) change(node);
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
}
`;
