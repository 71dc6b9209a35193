/**
 * Ids that a library deals out in the order in which it draws: React's `:r3:`, `«r3»` and `_r_3_`, `mui-12`, `mat-input-0`,
 * `ember431`, `ext-gen1012`, `input-17`. The next build gives the same one to something else.
 */
const counted = [
  /(?:^|[-_]):[a-z]\w*:/i,
  /^«\w+»|^_r_\w+_/,
  /^(?:mui|radix|headlessui|react-aria|react-select|rc|ext|yui|gwt|ui-id|mat|mdc|cdk|select2|downshift|vaadin|mantine|chakra|el-id|pn_id|ng-select|lwc)[-_:](?:[a-z]+[-_:])*[a-z]*\d+/i,
  /^ember\d+/i,
  /^(?:input|select|checkbox|radio|field|textarea|control)[-_:]?\d+$/i,
];

/** Whether an id tells no more than the place of the element in the order of drawing. */
export const isCountedId = (id: string): boolean => counted.some((pattern) => pattern.test(id));
