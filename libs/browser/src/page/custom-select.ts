/** Boxes of component libraries that are chosen from as from a select. In-page code. */
declare const textOf: typeof import('./names.js').textOf;
declare const tidy: typeof import('./names.js').tidy;

/** What may be such a box, by its role or state; and what may be one without any, as it can be reached by key. */
export function customSelectors(): string {
  return '[role=combobox],[aria-haspopup=listbox],div[tabindex="0"]:not([role]),span[tabindex="0"]:not([role])';
}

/** Whether an element opens a list to choose from and nothing can be typed into it. */
export function isCustomSelect(control: Element): boolean {
  if (control.localName === 'select' || !control.matches(customSelectors())) return false;
  if (!control.matches('[role=combobox],[aria-haspopup=listbox]')) return isPlainBox(control);
  if (control.getAttribute('role') !== 'combobox' && !/^(button|div|span)$/.test(control.localName)) return false;
  if (/^(input|textarea)$/.test(control.localName)) return (control as HTMLInputElement).readOnly;
  return control.querySelector('input:not([readonly]):not([type=hidden]),textarea') === null;
}

/** The texts that a box shows, each part by itself. */
export function shownParts(box: Element): string[] {
  return [...box.querySelectorAll('*')]
    .filter((part) => part.firstElementChild === null && part.localName !== 'title' && part.checkVisibility())
    .map((part) => tidy(part.textContent))
    .filter((text) => text !== '');
}

/** A box without a role in a form, which keeps a closed list in itself or says in its markup that one chooses from it. */
export function isPlainBox(box: Element): boolean {
  const form = box.closest('form,dialog,[role=dialog],fieldset');
  if (!form || box.querySelector('a,button,input:not([type=hidden]),textarea,select')) return false;
  const parts = shownParts(box);
  if (parts.length > 3 || parts.join(' ').length > 80) return false;
  const entries = [...box.querySelectorAll('li,[role=option]')];
  if (entries.length > 1) return entries.every((entry) => !entry.checkVisibility());
  const marks = [box, box.parentElement].map((each) => each?.getAttribute('class') ?? '').join(' ');
  return /(^|[\s_-])(select|dropdown|combo-?box|picker)([\s_-]|$)/i.test(marks) && box.querySelector('svg,i') !== null;
}

/** The label that stands beside such a box in a box of their own, where markup does not tie them. */
export function nearLabel(control: Element): string {
  const isPlain = !control.hasAttribute('role') && !control.hasAttribute('aria-haspopup');
  const [own, value] = isPlain ? shownParts(control) : [];
  if (own !== undefined && value !== undefined) return own;
  let box = control.parentElement;
  for (let steps = 0; box && box.localName !== 'form' && steps < 3; steps += 1, box = box.parentElement) {
    const others = [...box.querySelectorAll(`input:not([type=hidden]),textarea,${customSelectors()}`)];
    if (others.filter((other) => /^(input|textarea)$/.test(other.localName) || isCustomSelect(other)).length > 1)
      return '';
    const label = box.querySelector('label,legend');
    if (label && !label.contains(control)) return textOf(label);
  }
  return '';
}

/** What such a box is set to, or asks one to choose. */
export function chosenIn(box: Element): string {
  return box.hasAttribute('role') || box.hasAttribute('aria-haspopup') ? textOf(box) : (shownParts(box).at(-1) ?? '');
}
