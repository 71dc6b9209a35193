/**
 * What a new release does to the looks of an app that is not ours, as a script in its pages. Nothing that scripts or servers
 * hold on to is touched (ids, names of fields, classes that are there), so the app does what it did. The words are not the
 * healer's own.
 */
export const pageDrifts = [
  'page-button-words',
  'page-link-words',
  'page-label-words',
  'page-heading-words',
  'page-hint-words',
  'page-test-ids',
  'page-more-classes',
  'page-wrapped-controls',
  'page-banner',
  'page-nested-body',
] as const;
export type PageDrift = (typeof pageDrifts)[number];

export const isPageDrift = (name: string): name is PageDrift => pageDrifts.some((drift) => drift === name);

/** A script that comes before the page's own. Applied when the page is read, and to what comes later. */
export const driftScript = (drifts: readonly PageDrift[]): string =>
  `<script>(${drift.toString()})(${JSON.stringify(drifts)})</script>`;

/** Runs in the page, so it stands on its own feet: its source is what is sent. The same text always becomes the same other. */
function drift(drifts: readonly string[]): void {
  const has = (name: string): boolean => drifts.includes(name);
  const words: Record<string, string> = {
    save: 'Keep changes',
    submit: 'Send it',
    search: 'Look up',
    login: 'Come in',
    'log in': 'Come in',
    'sign in': 'Come in',
    logout: 'Leave',
    'log out': 'Leave',
    cancel: 'Never mind',
    delete: 'Discard',
    remove: 'Take out',
    edit: 'Modify',
    add: 'Insert',
    create: 'Set up',
    close: 'Dismiss',
    next: 'Forward',
    previous: 'Backward',
    settings: 'Preferences',
    profile: 'My account',
    home: 'Start',
    name: 'Full name',
    password: 'Passphrase',
    about: 'Who we are',
  };
  const other = (text: string): string => {
    const plain = text.trim();
    const known = words[plain.toLowerCase()];
    if (known) return known;
    const [first = '', ...rest] = plain.split(/\s+/);
    const renamed = words[first.toLowerCase()];
    return renamed && rest.length > 0 ? `${renamed} ${rest.join(' ')}` : `${plain} …`;
  };
  const written = new WeakMap<Node, string>();
  const reword = (element: Element): void => {
    for (const node of element.childNodes) {
      const text = node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '') : '';
      if (!/\p{L}{2}/u.test(text) || text.length > 60 || written.get(node) === text) continue;
      written.set(node, (node.nodeValue = text.replace(text.trim(), () => other(text))));
    }
  };
  const done = new WeakMap<Element, Set<string>>();
  const each = (name: string, css: string, change: (element: Element) => void): void => {
    if (!has(name)) return;
    for (const element of document.querySelectorAll(css)) {
      const known = done.get(element) ?? new Set();
      if (known.has(name)) continue;
      done.set(element, known.add(name));
      change(element);
    }
  };
  const rewordEach = (name: string, css: string): void => {
    if (has(name)) document.querySelectorAll(css).forEach(reword);
  };
  const changeAttribute = (element: Element, name: string, change: (value: string) => string): void => {
    const value = element.getAttribute(name);
    if (value) element.setAttribute(name, change(value));
  };
  const wrap = (element: Element): void => {
    const box = document.createElement('span');
    box.style.display = 'contents';
    element.replaceWith(box);
    box.append(element);
  };
  const apply = (): void => {
    if (document.readyState === 'loading' || !document.body) return;
    rewordEach('page-button-words', 'button, button > span, [role=button]');
    each('page-button-words', 'input[type=submit], input[type=button]', (element) =>
      changeAttribute(element, 'value', other),
    );
    rewordEach('page-link-words', 'nav a, header a, footer a, [role=navigation] a');
    rewordEach('page-label-words', 'label, legend');
    rewordEach('page-heading-words', 'h1, h2, h3');
    each('page-hint-words', '[placeholder]', (element) => changeAttribute(element, 'placeholder', other));
    each('page-hint-words', '[title]', (element) => changeAttribute(element, 'title', other));
    for (const name of ['data-testid', 'data-test-id', 'data-test', 'data-cy', 'data-qa'])
      each('page-test-ids', `[${name}]`, (element) => changeAttribute(element, name, (value) => `v2-${value}`));
    each('page-more-classes', 'a, button, input, h1, h2, li', (element) =>
      element.classList.add(`u-${element.localName}`),
    );
    each('page-wrapped-controls', 'form button, form input:not([type=hidden]), form select', wrap);
    each('page-banner', 'body', (body) => {
      const banner = document.createElement('div');
      banner.innerHTML = '<p>This release looks a little different.</p>';
      body.prepend(banner);
    });
    each('page-nested-body', 'main, [role=main], body > .container, body > .container-fluid', (element) => {
      const box = document.createElement('div');
      element.replaceWith(box);
      box.append(element);
    });
  };
  document.addEventListener('DOMContentLoaded', apply);
  new MutationObserver(apply).observe(document, { childList: true, subtree: true });
}
