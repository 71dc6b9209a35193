import type { FormField, PageForm } from '@testforge/core';
import type { Seen } from './shapes.js';

/** Forms with their fields, constraints and submits. In-page code. */
declare const accessibleName: typeof import('./names.js').accessibleName;
declare const nativeName: typeof import('./names.js').nativeName;
declare const tidy: typeof import('./names.js').tidy;
declare const valueOf: typeof import('./describe.js').valueOf;

/** The form's controls, also where a field called `elements` hides the property. */
export function controlsOf(form: HTMLFormElement): Element[] {
  const getter = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get;
  return [...((getter?.call(form) ?? []) as Iterable<Element>)];
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
  return legend || accessibleName(control, type) || (control.getAttribute('name') ?? '');
}

export function fieldOf(control: Element, group: Element[], element: number): FormField {
  const input = control as HTMLInputElement;
  const text = (name: string) => control.getAttribute(name) || undefined;
  const length = (name: string) =>
    /^\d+$/.test(control.getAttribute(name) ?? '') ? Number(control.getAttribute(name)) : undefined;
  const type = control.localName === 'input' ? input.type : control.localName;
  return {
    element,
    label: fieldLabel(control, type),
    nameAttr: text('name'),
    type,
    required: control.hasAttribute('required') || control.getAttribute('aria-required') === 'true',
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
          : valueOf(control),
  };
}

export function formOf(form: HTMLFormElement, number: number, seen: Seen): PageForm {
  const controls = controlsOf(form).filter((control) => seen.indexes.has(control));
  const typeOf = (control: Element) => (control as HTMLInputElement).type;
  const indexOf = (control: Element) => seen.indexes.get(control) ?? -1;
  const sameRadio = (control: Element) =>
    typeOf(control) === 'radio'
      ? controls.filter(
          (other) => typeOf(other) === 'radio' && other.getAttribute('name') === control.getAttribute('name'),
        )
      : [control];
  const isField = (control: Element) =>
    /^(select|textarea)$/.test(control.localName) ||
    (control.localName === 'input' && !/^(submit|image|button|reset|hidden)$/.test(typeOf(control)));
  const fields = controls.filter((control) => isField(control) && sameRadio(control)[0] === control);
  const submits = controls.filter(
    (control) => /^(button|input)$/.test(control.localName) && /^(submit|image)$/.test(typeOf(control)),
  );
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
    fields: fields.map((control) => fieldOf(control, sameRadio(control), indexOf(control))),
    submits: submits.map(indexOf),
  };
}
