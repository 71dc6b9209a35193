/** The file that a perturbed project has besides its own. Ordinary Playwright: a person can run it as well. */
export const perturbationModule = 'perturbation';

export const perturbationSource = `import { test, type Page } from '@playwright/test';

const met = new Set<string>();

/** A test that nothing was done to says nothing of what it would notice. */
export function tellUnmet(): void {
  test.afterEach(({ baseURL }, info) => {
    const nothing = info.status === 'passed' && !met.has(info.testId);
    test.skip(nothing, 'nothing to perturb on ' + baseURL);
  });
}

/** From here on: see the receipt of this test. */
export async function perturb(page: Page, kind: 'drop' | 'error' | 'value' | 'disable'): Promise<void> {
  const { testId } = test.info();
  const tell = () => void met.add(testId);
  if (kind === 'disable') {
    tell();
    await page.evaluate(stopEvents);
  } else if (kind === 'value') {
    await page.exposeFunction('perturbationMet', tell);
    await page.addInitScript(changeNumbers, true);
    await page.evaluate(changeNumbers, false);
  } else {
    await perturbAnswer(page, kind, tell);
  }
}

/** What is asked for next, up to the first page or the first write: that is what the step is about. */
async function perturbAnswer(page: Page, kind: 'drop' | 'error', tell: () => void): Promise<void> {
  let over = false;
  await page.route(() => true, async (route) => {
    const request = route.request();
    if (over || !['document', 'xhr', 'fetch'].includes(request.resourceType())) return route.fallback();
    tell();
    over = request.isNavigationRequest() || !['GET', 'HEAD', 'OPTIONS'].includes(request.method());
    if (kind === 'drop') return route.fulfill({ status: 204, body: '' });
    return route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>Internal Server Error</h1>' });
  });
}

function stopEvents(): void {
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ['click', 'submit', 'input', 'change', 'keydown', 'keypress', 'keyup'])
    window.addEventListener(type, stop, { capture: true });
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
