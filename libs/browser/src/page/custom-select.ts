/** Boxes of component libraries that are chosen from as from a select. In-page code. */
declare const textOf: typeof import('./names.js').textOf;

/** What may be such a box. */
export function customSelectors(): string {
  return '[role=combobox],[aria-haspopup=listbox]';
}

/** Whether an element opens a list to choose from and nothing can be typed into it. */
export function isCustomSelect(control: Element): boolean {
  if (control.localName === 'select' || !control.matches(customSelectors())) return false;
  if (control.getAttribute('role') !== 'combobox' && !/^(button|div|span)$/.test(control.localName)) return false;
  if (/^(input|textarea)$/.test(control.localName)) return (control as HTMLInputElement).readOnly;
  return control.querySelector('input:not([readonly]):not([type=hidden]),textarea') === null;
}

/** The label that stands beside such a box in a box of their own, where markup does not tie them. */
export function nearLabel(control: Element): string {
  let box = control.parentElement;
  for (let steps = 0; box && box.localName !== 'form' && steps < 3; steps += 1, box = box.parentElement) {
    if (box.querySelectorAll(`input:not([type=hidden]),textarea,${customSelectors()}`).length > 1) return '';
    const label = box.querySelector('label,legend');
    if (label && !label.contains(control)) return textOf(label);
  }
  return '';
}
