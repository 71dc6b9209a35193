import type { PageForm } from '@testforge/core';
import type { Seen } from './shapes.js';

/** Boxes that search and stand in no form: what is typed narrows a list at once, or Enter sends it. In-page code. */
declare const fieldLabel: typeof import('./forms.js').fieldLabel;
declare const fieldOf: typeof import('./forms.js').fieldOf;
declare const tidy: typeof import('./names.js').tidy;

/** Whether a field asks for what is looked for. One that offers its own choices is a select in all but name. */
export function isSearchBox(control: Element): boolean {
  if (control.localName !== 'input' || control.getAttribute('aria-autocomplete') !== null) return false;
  if (/^(combobox|listbox)$/.test(control.getAttribute('role') ?? '')) return false;
  const { type } = control as HTMLInputElement;
  const words = [fieldLabel(control, type), control.getAttribute('name'), control.id].map(tidy).join(' ');
  return (
    type === 'search' ||
    control.getAttribute('role') === 'searchbox' ||
    (type === 'text' && /(?<!\p{L})(search|suchen?|rechercher?|chercher|buscar|búsqueda)(?!\p{L})/iu.test(words))
  );
}

/** A button that says “Community” sends no search that stands beside it. */
export function isSeeking(button: Element, words: string): boolean {
  return (
    button.getAttribute('type') === 'submit' ||
    /(?<!\p{L})(search|find|go|apply|filter|ok|suchen?|finden|anwenden|filtern|rechercher|trouver|appliquer|filtrer|buscar|aplicar|filtrar)(?!\p{L})/iu.test(
      words,
    )
  );
}

/** Search boxes that no form and no button belongs to. */
export function looseSearches(root: ParentNode, forms: PageForm[], seen: Seen): PageForm[] {
  const taken = new Set(forms.flatMap(({ fields }) => fields.map(({ element }) => element)));
  const boxes = [...root.querySelectorAll('input')].filter((control) => {
    const index = seen.indexes.get(control) ?? -1;
    const print = seen.elements[index];
    const isAlone = !taken.has(index) && !control.closest('form') && !control.hasAttribute('form');
    return isAlone && print?.visible === true && !print.repeated && print.group === undefined && isSearchBox(control);
  });
  return boxes.slice(0, 4).map((control): PageForm => {
    const index = seen.indexes.get(control) ?? -1;
    const { landmark, heading } = seen.elements[index] ?? {};
    const field = fieldOf(control, [], index);
    return {
      label: field.label || 'search',
      method: 'get',
      action: '',
      landmark,
      heading,
      fields: [field],
      submits: [],
    };
  });
}
