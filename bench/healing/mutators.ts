/* eslint-disable max-lines -- one function, since it is sent into a page as its source */
/**
 * What an upgrade does to a page, as one function that runs in it. Seeded: the same seed, the same page. The words it puts
 * in place of others are its own list, not the healer's.
 */
export interface Change {
  /** XPath of the target as the collector gave it. */
  xpath: string;
  mutators: string[];
  /** What becomes of the target besides: a control in which it is gone or has a double. */
  control?: 'gone' | 'look-alike left' | 'plain text' | 'swapped' | 'look-alike added';
}

export interface Mutation {
  seed: number;
  changes: Change[];
  /** Something is put before and around the content, as new banners and containers do. */
  restructure: boolean;
}

export const mutatorNames = [
  'id',
  'nameAttr',
  'classes',
  'testId',
  'hash',
  'wrap',
  'unwrap',
  'reorder',
  'retag',
  'synonym',
  'translate',
  'move',
  'linkButton',
  'icon',
  'case',
] as const;
export type MutatorName = (typeof mutatorNames)[number];

/** In-page. Returns the XPath of each target afterwards; null where it is gone. */
export function mutate({ seed, changes, restructure }: Mutation): (string | null)[] {
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const hash = (): string =>
    Array.from({ length: 6 }, () => pick([...'abcdefghijkmnpqrstuvwxyzABCDEFGH0123456789'])).join('');

  const synonyms: Record<string, string> = {
    save: 'Keep changes',
    submit: 'Send it',
    send: 'Submit',
    search: 'Look up',
    'log in': 'Sign in',
    login: 'Sign in',
    'sign in': 'Log in',
    register: 'Join now',
    'sign up': 'Create your account',
    cancel: 'Never mind',
    delete: 'Discard',
    remove: 'Take out',
    edit: 'Modify',
    add: 'Insert',
    new: 'Create',
    close: 'Dismiss',
    next: 'Forward',
    previous: 'Back',
    settings: 'Preferences',
    profile: 'My account',
    dashboard: 'Overview',
    home: 'Start',
    email: 'E-mail address',
    'email address': 'Your e-mail',
    password: 'Passphrase',
    name: 'Full name',
    'first name': 'Given name',
    'last name': 'Surname',
    phone: 'Telephone',
    address: 'Street and number',
    message: 'Your text',
    comments: 'Remarks',
    users: 'Members',
    reports: 'Analytics',
    download: 'Get file',
    upload: 'Choose a file',
    help: 'Support',
    about: 'Who we are',
    contact: 'Get in touch',
    'read more': 'Learn more',
    'view details': 'See more',
    more: 'Show all',
    buttons: 'Push buttons',
    cards: 'Tiles',
    tables: 'Data grids',
    charts: 'Diagrams',
    forms: 'Data entry',
    icons: 'Symbols',
    notifications: 'Alerts',
    messages: 'Inbox',
    calendar: 'Schedule',
    products: 'Goods',
    orders: 'Purchases',
  };
  const german: Record<string, string> = {
    save: 'Speichern',
    submit: 'Absenden',
    search: 'Suchen',
    login: 'Anmelden',
    'sign in': 'Anmelden',
    cancel: 'Abbrechen',
    delete: 'Löschen',
    edit: 'Bearbeiten',
    add: 'Hinzufügen',
    new: 'Neu',
    close: 'Schließen',
    settings: 'Einstellungen',
    profile: 'Profil',
    dashboard: 'Übersicht',
    home: 'Startseite',
    email: 'E-Mail',
    password: 'Passwort',
    name: 'Name',
    users: 'Benutzer',
    tables: 'Tabellen',
    buttons: 'Knöpfe',
    charts: 'Diagramme',
    forms: 'Formulare',
    cards: 'Karten',
    messages: 'Nachrichten',
    calendar: 'Kalender',
    next: 'Weiter',
    previous: 'Zurück',
    help: 'Hilfe',
    logout: 'Abmelden',
  };
  const said = (text: string): string =>
    text
      .trim()
      .toLowerCase()
      .replace(/[^\p{L} ]/gu, '')
      .trim();
  function reword(text: string): string {
    const known = synonyms[said(text)];
    if (known) return known;
    const words = text.trim().split(/\s+/);
    if (words.length > 1 && random() < 0.5) return words.slice(0, -1).join(' ');
    return pick([`${text.trim()} now`, `Your ${text.trim()}`, `${text.trim()} …`, `All ${text.trim()}`]);
  }
  const foreign = (text: string): string =>
    german[said(text)] ??
    text
      .trim()
      .split(/\s+/)
      .map((word) => `${word.slice(0, 2)}${pick(['ung', 'keit', 'ieren', 'lich', 'er'])}`)
      .join(' ');

  const find = (xpath: string): Element | null =>
    document.evaluate(xpath, document, null, 9, null).singleNodeValue as Element | null;
  function xpathOf(element: Element): string {
    let path = '';
    for (let at: Element | null = element; at; at = at.parentElement) {
      let index = 1;
      for (let other = at.previousElementSibling; other; other = other.previousElementSibling)
        if (other.localName === at.localName) index += 1;
      const step = at.namespaceURI === 'http://www.w3.org/1999/xhtml' ? at.localName : `*[name()="${at.nodeName}"]`;
      path = `/${step}[${index}]${path}`;
    }
    return path;
  }
  const isField = (t: Element): boolean => /^(input|select|textarea)$/.test(t.localName);
  const isButtonInput = (t: Element): boolean =>
    t.localName === 'input' && /^(submit|button|reset)$/.test((t as HTMLInputElement).type);
  const labelOf = (t: Element): Element | null =>
    isField(t) && !isButtonInput(t) ? ((t as HTMLInputElement).labels?.[0] ?? null) : null;

  /** The text node that says most; what stands beside it in the element stays. */
  function textNode(t: Element): Text | null {
    const walker = document.createTreeWalker(t, 4);
    let longest: Text | null = null;
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null)
      if ((node.nodeValue ?? '').trim().length > (longest?.nodeValue ?? '').trim().length) longest = node;
    return longest;
  }
  function changeText(t: Element, change: (text: string) => string): void {
    if (isButtonInput(t)) return t.setAttribute('value', change((t as HTMLInputElement).value || 'Submit'));
    const label = labelOf(t);
    if (isField(t) && !label) {
      for (const name of ['placeholder', 'aria-label', 'title'])
        if (t.getAttribute(name)) t.setAttribute(name, change(t.getAttribute(name) ?? ''));
      return;
    }
    const node = textNode(label ?? t);
    if (node?.nodeValue?.trim()) node.nodeValue = ` ${change(node.nodeValue)} `;
    const aria = t.getAttribute('aria-label');
    if (aria) t.setAttribute('aria-label', change(aria));
  }
  function replaceTag(t: Element, tag: string): Element {
    const made = document.createElement(tag);
    for (const { name, value } of [...t.attributes]) made.setAttribute(name, value);
    made.append(...t.childNodes);
    t.replaceWith(made);
    return made;
  }
  function setId(t: Element, id: string): void {
    const before = t.id;
    t.id = id;
    if (!before) return;
    for (const name of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'])
      for (const other of document.querySelectorAll(`[${name}="${CSS.escape(before)}"]`)) other.setAttribute(name, id);
  }
  const renamed = (name: string): string =>
    pick([
      `field-${name}`,
      `${name}-${pick(['btn', 'control', 'input', 'el'])}`,
      name.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase()),
      name
        .replace(/([a-z])([A-Z])/g, '$1_$2')
        .replace(/-/g, '_')
        .toLowerCase() + pick(['', '_new', '2']),
      `x-${hash()}`,
      pick(['main', 'primary', 'item', 'node', 'box']) + '-' + pick(['a', 'b', 'left', 'right', 'one']),
    ]);

  const mutators: Record<string, (t: Element) => Element> = {
    id(t) {
      if (t.id && random() < 0.15) {
        const id = t.id;
        t.classList.add(id);
        t.removeAttribute('id');
      } else setId(t, t.id ? renamed(t.id) : `g-${hash()}`);
      return t;
    },
    nameAttr(t) {
      const name = t.getAttribute('name');
      if (!name) return t;
      if (random() < 0.3) {
        t.removeAttribute('name');
        t.setAttribute('data-name', name);
      } else t.setAttribute('name', renamed(name));
      return t;
    },
    classes: (t) => t,
    hash: (t) => t,
    testId(t) {
      const id = t.getAttribute('data-testid');
      if (id) t.setAttribute('data-testid', renamed(id));
      return t;
    },
    wrap(t) {
      const box = document.createElement(pick(['div', 'span', 'div']));
      t.replaceWith(box);
      box.append(t);
      return t;
    },
    unwrap(t) {
      const parent = t.parentElement;
      if (parent && parent !== document.body && /^(div|span|p|li)$/.test(parent.localName))
        parent.replaceWith(...parent.childNodes);
      return t;
    },
    reorder(t) {
      const parent = t.parentElement;
      if (parent)
        parent.insertBefore(
          t,
          pick([...parent.childNodes, null]) === t
            ? null
            : (pick([...parent.children].filter((other) => other !== t)) ?? null),
        );
      return t;
    },
    retag(t) {
      const to: Record<string, string> = {
        h1: 'h2',
        h2: 'h3',
        h3: 'h4',
        h4: 'h5',
        h5: 'strong',
        span: 'strong',
        p: 'div',
        td: 'th',
        strong: 'b',
        div: 'section',
        li: 'li',
        small: 'span',
      };
      if (t.localName === 'button') {
        if (t.children.length > 0)
          return replaceTag(t, 'a').getAttribute('role') === null
            ? (t.setAttribute('role', 'button'), mutators['linkButton']!(t))
            : t;
        const input = document.createElement('input');
        for (const { name, value } of [...t.attributes]) input.setAttribute(name, value);
        input.type = 'submit';
        input.value = (t.textContent ?? '').trim();
        t.replaceWith(input);
        return input;
      }
      return to[t.localName] ? replaceTag(t, to[t.localName] ?? 'div') : t;
    },
    synonym(t) {
      changeText(t, reword);
      return t;
    },
    translate(t) {
      changeText(t, foreign);
      return t;
    },
    move(t) {
      const places = [...document.querySelectorAll('header, footer, nav, aside, main, form, section')].filter(
        (place) => !place.contains(t) && !t.contains(place),
      );
      const label = labelOf(t);
      const moved = label && label.contains(t) ? label : t;
      if (places.length > 0) pick(places).append(...(label && moved === t ? [label, t] : [moved]));
      return t;
    },
    linkButton(t) {
      if (t.localName === 'a') {
        const made = replaceTag(t, 'button');
        made.removeAttribute('href');
        return made;
      }
      if (t.localName !== 'button') return t;
      const made = replaceTag(t, 'a');
      made.removeAttribute('type');
      made.setAttribute('href', `/${said(made.textContent ?? '').replace(/ /g, '-') || 'go'}`);
      return made;
    },
    icon(t) {
      if (isField(t)) return t;
      const text = (t.textContent ?? '').trim().replace(/\s+/g, ' ');
      if (!text || !/^(a|button)$/.test(t.localName)) return t;
      t.setAttribute('aria-label', text);
      t.innerHTML = '<svg width="16" height="16"><path d="M0 0h9v9z"/></svg>';
      return t;
    },
    case(t) {
      changeText(t, (text) => (random() < 0.5 ? text.toUpperCase() : text.toLowerCase()));
      (t as HTMLElement).style.textTransform = 'uppercase';
      return t;
    },
  };

  const elsewhere = (t: Element): Element =>
    pick(
      [...document.querySelectorAll('main, section, form, footer, nav, aside, body')].filter(
        (place) => place !== t.parentElement && !t.contains(place),
      ),
    ) ?? document.body;
  /** A double beside it that says something else, or one elsewhere that says the same; never with its names. */
  function putLookAlike(t: Element): void {
    const twin = t.cloneNode(true) as Element;
    for (const name of ['id', 'data-testid', 'name', 'for']) twin.removeAttribute(name);
    if (random() < 0.5) twin.id = `twin-${hash()}`;
    if (twin.getAttribute('href')) twin.setAttribute('href', `/other-${hash()}`);
    if (random() < 0.5) elsewhere(t).append(twin);
    else {
      if (labelOf(t)) twin.setAttribute('aria-label', 'Something else');
      changeText(twin, (text) =>
        pick([
          `${text.trim()} draft`,
          `Other ${text.trim()}`,
          'Report a problem',
          'Invite a friend',
          `${text.trim()} later`,
        ]),
      );
      if (random() < 0.5) t.before(twin);
      else t.after(twin);
    }
  }
  const controls: Record<string, (t: Element) => Element | null> = {
    gone(t) {
      t.remove();
      return null;
    },
    'look-alike left'(t) {
      putLookAlike(t);
      t.remove();
      return null;
    },
    'plain text'(t) {
      const text = document.createElement(pick(['p', 'span', 'div', 'em']));
      text.textContent =
        (labelOf(t) ?? t).textContent?.trim() ||
        t.getAttribute('aria-label') ||
        t.getAttribute('placeholder') ||
        'Text';
      if (random() < 0.5) t.after(text);
      else pick([...document.querySelectorAll('main, section, footer, body')]).append(text);
      t.remove();
      return null;
    },
    swapped(t) {
      const labelled = (one: Element): string => textNode(labelOf(one) ?? one)?.nodeValue?.trim() ?? '';
      const near = [
        ...(t.parentElement?.parentElement ?? document.body).querySelectorAll(
          isField(t) ? 'input,select,textarea' : t.localName,
        ),
      ].filter(
        (other) =>
          other !== t &&
          !other.contains(t) &&
          !t.contains(other) &&
          !/^$/.test(labelled(other)) &&
          labelled(other) !== labelled(t),
      );
      const other = near[0];
      const [own, theirs] = [textNode(labelOf(t) ?? t), other ? textNode(labelOf(other) ?? other) : null];
      if (!own || !theirs) t.remove();
      else [own.nodeValue, theirs.nodeValue] = [theirs.nodeValue, own.nodeValue];
      return null;
    },
    'look-alike added'(t) {
      putLookAlike(t);
      return t;
    },
  };

  if (restructure) {
    const banner = document.createElement('div');
    banner.innerHTML = '<p>We have a new look.</p>';
    const wrapper = document.createElement('div');
    wrapper.className = `css-${hash()}`;
    wrapper.append(...document.body.childNodes);
    document.body.append(banner, wrapper);
  }
  const targets = changes.map(({ xpath }) =>
    find(restructure ? xpath.replace('/html[1]/body[1]/', '/html[1]/body[1]/div[2]/') : xpath),
  );
  const ended = changes.map(({ mutators: names, control }, at) => {
    let target = targets[at] ?? null;
    if (!target) return undefined;
    for (const name of names) target = mutators[name]?.(target) ?? target;
    return control ? (controls[control]?.(target) ?? null) : target;
  });
  return ended.map((target) => (target?.isConnected ? xpathOf(target) : target === undefined ? 'lost' : null));
}
