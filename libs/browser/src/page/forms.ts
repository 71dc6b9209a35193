import type { FormField, PageForm } from '@testforge/core';
import type { Seen } from './shapes.js';

/** Forms with their fields, constraints and submits. In-page code. */
declare const accessibleName: typeof import('./names.js').accessibleName;
declare const customSelectors: typeof import('./custom-select.js').customSelectors;
declare const isCustomSelect: typeof import('./custom-select.js').isCustomSelect;
declare const chosenIn: typeof import('./custom-select.js').chosenIn;
declare const nearLabel: typeof import('./custom-select.js').nearLabel;
declare const isMarkedRequired: typeof import('./names.js').isMarkedRequired;
declare const nativeName: typeof import('./names.js').nativeName;
declare const tidy: typeof import('./names.js').tidy;
declare const liesOver: typeof import('./form-submits.js').liesOver;
declare const isSending: typeof import('./form-submits.js').isSending;
declare const isSearchBox: typeof import('./form-searches.js').isSearchBox;
declare const isSeeking: typeof import('./form-searches.js').isSeeking;
declare const plainSubmits: typeof import('./form-submits.js').plainSubmits;
declare const valueOf: typeof import('./describe.js').valueOf;

/** The form's controls as they stand, also where a field called `elements` hides the property, and those of libraries. */
export function controlsOf(form: HTMLFormElement): Element[] {
  const getter = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get;
  const own = [...((getter?.call(form) ?? []) as Iterable<Element>)];
  const custom = [...form.querySelectorAll(customSelectors())].filter(
    (element) => !own.includes(element) && isCustomSelect(element),
  );
  return custom.length === 0
    ? own
    : [...own, ...custom].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
}

export function optionsOf(control: Element, group: Element[]): FormField['options'] {
  if (control.localName === 'select')
    return [...(control as HTMLSelectElement).options]
      .slice(0, 100)
      .map((option) => ({ value: option.value, label: tidy(option.label), disabled: option.disabled || undefined }));
  if ((control as HTMLInputElement).type !== 'radio') return undefined;
  return group.map((radio) => ({
    value: (radio as HTMLInputElement).value,
    label: accessibleName(radio, 'radio'),
    disabled: (radio as HTMLInputElement).disabled || undefined,
  }));
}

export function fieldLabel(control: Element, type: string): string {
  const legend = type === 'radio' ? nativeName(control.closest('fieldset') ?? control) : '';
  const near = type === 'select-custom' && !accessibleName(control, type) ? nearLabel(control) : '';
  return legend || near || accessibleName(control, type) || (control.getAttribute('name') ?? '');
}

export function fieldOf(control: Element, group: Element[], element: number): FormField {
  const input = control as HTMLInputElement;
  const text = (name: string) => control.getAttribute(name) || undefined;
  const length = (name: string) =>
    /^\d+$/.test(control.getAttribute(name) ?? '') ? Number(control.getAttribute(name)) : undefined;
  const isCustom = isCustomSelect(control);
  const type = isCustom ? 'select-custom' : control.localName === 'input' ? input.type : control.localName;
  const byMarkup = control.hasAttribute('required') || control.getAttribute('aria-required') === 'true';
  const isMarked = isMarkedRequired(control, type);
  return {
    element,
    label: fieldLabel(control, type),
    nameAttr: text('name'),
    type,
    required: byMarkup || isMarked,
    marked: (!byMarkup && isMarked) || undefined,
    minLength: length('minlength'),
    maxLength: length('maxlength'),
    min: text('min'),
    max: text('max'),
    step: text('step'),
    pattern: text('pattern'),
    autocomplete: text('autocomplete'),
    options: optionsOf(control, group),
    initial:
      type === 'checkbox'
        ? String(input.checked)
        : type === 'radio'
          ? (group.find((radio) => (radio as HTMLInputElement).checked) as HTMLInputElement | undefined)?.value
          : isCustom && control.localName !== 'input'
            ? chosenIn(control)
            : valueOf(control),
  };
}

/** What a library keeps beside its own boxes, out of everybody's reach, is for its script and no field. */
export function isFormField(control: Element): boolean {
  if (control.getAttribute('aria-hidden') === 'true' && control.getAttribute('tabindex') === '-1') return false;
  return (
    isCustomSelect(control) ||
    /^(select|textarea)$/.test(control.localName) ||
    (control.localName === 'input' && !/^(submit|image|button|reset|hidden)$/.test((control as HTMLInputElement).type))
  );
}

/** The fields among the controls; the radio buttons of one name are one field. */
export function fieldsOf(controls: Element[], seen: Seen): FormField[] {
  const typeOf = (control: Element) => (control as HTMLInputElement).type;
  const sameRadio = (control: Element) =>
    typeOf(control) === 'radio'
      ? controls.filter(
          (other) => typeOf(other) === 'radio' && other.getAttribute('name') === control.getAttribute('name'),
        )
      : [control];
  return controls
    .filter((control) => isFormField(control) && sameRadio(control)[0] === control)
    .map((control) => fieldOf(control, sameRadio(control), seen.indexes.get(control) ?? -1));
}

export function formOf(form: HTMLFormElement, number: number, seen: Seen): PageForm {
  const controls = controlsOf(form).filter((control) => seen.indexes.has(control));
  const indexOf = (control: Element) => seen.indexes.get(control) ?? -1;
  const real = controls.filter(
    (control) =>
      /^(button|input)$/.test(control.localName) &&
      !isCustomSelect(control) &&
      /^(submit|image)$/.test((control as HTMLInputElement).type),
  );
  // A disabled button that nobody is shown only keeps the key from sending.
  const usable = real.filter(
    (control) => !((control as HTMLInputElement).disabled && control.closest('[aria-hidden=true],[hidden]')),
  );
  const submits = usable.length > 0 ? usable : real.length > 0 ? real : plainSubmits(form, seen);
  const first = seen.elements[indexOf(controls[0] ?? form)];
  const attribute = (name: string) => form.getAttribute(name) ?? '';
  const action = URL.canParse(attribute('action'), document.baseURI)
    ? new URL(attribute('action'), document.baseURI).href
    : '';
  return {
    label: accessibleName(form, 'form') || attribute('id') || attribute('name') || first?.heading || `form ${number}`,
    method: (attribute('method') || 'get').toLowerCase(),
    action,
    landmark: first?.landmark,
    heading: first?.heading,
    fields: fieldsOf(controls, seen),
    submits: submits.map(indexOf),
  };
}

/** Whether anything of the form can be seen: what lies in a closed dialog is found when that is opened. */
export function isOnPage({ fields, submits }: PageForm, seen: Seen): boolean {
  const controls = [...fields.map(({ element }) => element), ...submits].filter((index) => index >= 0);
  return (
    controls.length === 0 ||
    fields.some(({ type }) => type === 'file') ||
    controls.some((index) => seen.elements[index]?.visible === true)
  );
}

/** Forms without fields that differ by their one button, as a menu of languages has them, are one; those of rows are not. */
export function foldForms(forms: PageForm[], seen: Seen): PageForm[] {
  const nameOf = ({ submits }: PageForm) => seen.elements[submits[0] ?? -1]?.name ?? '';
  const choices = forms.filter(({ fields, submits }) => fields.length === 0 && submits.length === 1);
  const kinds = new Map<string, PageForm[]>();
  for (const form of choices) {
    const kind = `${form.method} ${form.action.replace(/[^/]*$/, '')} ${form.landmark ?? ''} ${form.heading ?? ''}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), form]);
  }
  const left = [...kinds.values()].flatMap((alike) =>
    alike.length >= 3 && new Set(alike.map(nameOf)).size === alike.length ? alike.slice(1) : [],
  );
  return forms.filter((form) => !left.includes(form));
}

/** What may send fields that stand in no form: buttons, and links without an address or boxes that a script made buttons of. */
export function pressable(): string {
  return 'button,input[type=submit],input[type=button],[role=button],a:not([href]),a[href="#"],a[href^="javascript:"],div,span';
}

/** A button of a window over the page, of a row or of a part that can be closed is for what stands in there with it. */
export function sharesPart(control: Element, button: Element): boolean {
  let isOver = false;
  let box = button.parentElement;
  for (; box && !box.contains(control); box = box.parentElement) {
    if (box.matches('details,article,li,tr')) return false;
    isOver ||= liesOver(box);
  }
  // The foot of a window is often called after it; then the field stands in that window as well.
  while (isOver && box && !liesOver(box)) box = box.parentElement;
  return !isOver || box !== null;
}

/** Whether a button sends what was typed into a field that stands in no form. */
export function sendsField(control: Element, button: Element, seen: Seen): boolean {
  const { name, text = '', interactive } = seen.elements[seen.indexes.get(button) ?? -1] ?? {};
  return (
    interactive === true &&
    !button.closest('form') &&
    // A box is a button where it says no more than one, and holds nothing else.
    (!/^(div|span)$/.test(button.localName) ||
      button.hasAttribute('role') ||
      !button.querySelector('input,select,a,button')) &&
    sharesPart(control, button) &&
    isSending(button, seen) &&
    (!isSearchBox(control) || isSeeking(button, name ?? text))
  );
}

/** The nearest box around a field that also holds a button that sends; null where the field stands by itself. The whole page is no such box. */
export function sendingBox(control: Element, seen: Seen): Element | null {
  let box = control.parentElement;
  for (let steps = 0; box && box !== document.body && steps < 12; steps += 1, box = box.parentElement) {
    const buttons = box.querySelectorAll(pressable());
    if (box.querySelector('main,nav,[role=main],[role=navigation]')) return null;
    if ([...buttons].some((button) => sendsField(control, button, seen))) return box;
    if (box.matches('dialog,[role=dialog],[role=alertdialog],li,tr')) return null;
  }
  return null;
}

/** Fields and buttons that belong together although no `form` holds them, as scripts make them. */
export function looseForms(root: ParentNode, count: number, seen: Seen): PageForm[] {
  const groups = new Map<Element, Element[]>();
  for (const control of root.querySelectorAll(`input,select,textarea,${customSelectors()}`)) {
    const print = seen.elements[seen.indexes.get(control) ?? -1];
    if (!print?.visible || !isFormField(control) || control.closest('form') || control.hasAttribute('form')) continue;
    const box = sendingBox(control, seen);
    if (box) groups.set(box, [...(groups.get(box) ?? []), control]);
  }
  return [...groups].slice(0, 12).flatMap(([box, controls]) => {
    const typed = controls.some(
      (control) => !isCustomSelect(control) && !/^(checkbox|radio|range)$/.test((control as HTMLInputElement).type),
    );
    const inner = [...groups.keys()].filter((other) => other !== box && box.contains(other));
    const submits = [...box.querySelectorAll(pressable())]
      .filter(
        (button) =>
          controls.some((control) => sendsField(control, button, seen)) &&
          !inner.some((other) => other.contains(button)),
      )
      .reverse();
    if (!typed || submits.length === 0 || controls.length > 40) return [];
    count += 1;
    const first = seen.elements[seen.indexes.get(controls[0] ?? box) ?? -1];
    return {
      label: tidy(box.getAttribute('aria-label')) || first?.heading || `form ${count}`,
      method: 'get',
      action: '',
      landmark: first?.landmark,
      heading: first?.heading,
      fields: fieldsOf(controls, seen),
      submits: submits.map((button) => seen.indexes.get(button) ?? -1),
    };
  });
}
