import type { PageForm } from '@testforge/core';
import type { Seen } from './shapes.js';

/** Selects and boxes like them that stand in no form. In-page code. */
declare const chosenIn: typeof import('./custom-select.js').chosenIn;
declare const isCustomSelect: typeof import('./custom-select.js').isCustomSelect;
declare const shownParts: typeof import('./custom-select.js').shownParts;
declare const fieldLabel: typeof import('./forms.js').fieldLabel;
declare const fieldOf: typeof import('./forms.js').fieldOf;
declare const tidy: typeof import('./names.js').tidy;

/** What says that a select puts things in an order, of all that may say so; empty where nothing does. */
export function orderWords(select: Element): string {
  const said = [fieldLabel(select, 'select'), select.id, (select as HTMLSelectElement).options[0]?.label ?? ''];
  const words = said.map((text) => tidy(text.replace(/[-_[\]]+/g, ' ')));
  return (
    words.find((text) =>
      /(?<!\p{L})(sort(ed|ing)?|order(ed|ing)? by|ordering|sortier(en|ung)|reihenfolge|tri|trier|orden(ar)?)(?!\p{L})/iu.test(
        text,
      ),
    ) ?? ''
  );
}

/** What a select is called that stands at “All …”: it takes away from a list, and changes nothing. Empty where it is another. */
export function narrowingWords(select: HTMLSelectElement): string {
  const [first] = select.options;
  const isAll =
    select.options.length > 2 &&
    !select.multiple &&
    select.selectedIndex === 0 &&
    /^(|all|any|\*|0|-1)$/i.test(first?.value ?? '') &&
    saysAll(first?.label ?? '');
  return isAll ? fieldLabel(select, 'select') || tidy(first?.label) : '';
}

/** What stands at “All …” in a list that is narrowed by it. */
export function saysAll(words: string): boolean {
  return /^\W*(all|any|every|alle|beliebige?r?|jede[rs]?|tou(s|te?s?|t)|todos?|todas?|cualquiera?)(?!\p{L})/iu.test(
    words,
  );
}

/** Boxes of component libraries that stand at “All …”, in no form, and no button beside them sends anything. */
export function looseBoxes(root: ParentNode, forms: PageForm[], seen: Seen): PageForm[] {
  const taken = new Set(forms.flatMap(({ fields }) => fields.map(({ element }) => element)));
  return [...root.querySelectorAll('[role=combobox],[aria-haspopup=listbox]')]
    .slice(0, 40)
    .flatMap((box): PageForm[] => {
      const index = seen.indexes.get(box) ?? -1;
      const print = seen.elements[index];
      const isAlone = print?.visible && !print.repeated && print.group === undefined && !taken.has(index);
      if (!isAlone || box.closest('form,dialog,[role=dialog]') || !isCustomSelect(box) || !saysAll(chosenIn(box)))
        return [];
      const field = fieldOf(box, [], index);
      const [chosen = ''] = shownParts(box);
      const label = field.label.endsWith(chosen)
        ? tidy(field.label.slice(0, -chosen.length)) || field.label
        : field.label;
      const { landmark, heading } = print;
      return [{ label, method: 'get', action: '', landmark, heading, fields: [{ ...field, label }], submits: [] }];
    });
}

/**
 * Selects that are in no form: those by which a list is put in order or narrowed ask (`get`), all others may write at once
 * (`post`). None has a button that sends it.
 */
export function looseSelects(root: ParentNode, forms: PageForm[], seen: Seen): PageForm[] {
  const taken = new Set(forms.flatMap(({ fields }) => fields.map(({ element }) => element)));
  return [...root.querySelectorAll('select')].slice(0, 40).flatMap((select): PageForm[] => {
    const index = seen.indexes.get(select) ?? -1;
    const print = seen.elements[index];
    const isAlone = print?.visible && !print.repeated && print.group === undefined;
    const asking = isAlone ? orderWords(select) || narrowingWords(select) : '';
    const label = asking || (isAlone ? fieldLabel(select, 'select') : '');
    if (!label || taken.has(index) || select.closest('form') || select.hasAttribute('form')) return [];
    const field = { ...fieldOf(select, [], index), label };
    return [
      {
        label,
        method: asking ? 'get' : 'post',
        action: '',
        landmark: print?.landmark,
        heading: print?.heading,
        fields: [field],
        submits: [],
      },
    ];
  });
}
