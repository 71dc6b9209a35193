import type { Fingerprint, Step } from '@testforge/core';

/** What is done with an element; `read` is every check about it. */
export const actions = ['click', 'fill', 'select', 'check', 'hover', 'read', 'upload'] as const;
export type Action = (typeof actions)[number];

/** `fits`: could stand in for the lost element. `stretches`: thinkable, and never more than a person's question. */
export type Fit = 'fits' | 'stretches' | 'no';

type Found = Fingerprint & { interactive?: boolean };
type Family = 'textual' | 'choice' | 'toggle' | 'radio' | 'file' | 'clickable' | 'display' | 'unknown';

const familyByRole: Record<string, Family> = {
  textbox: 'textual',
  searchbox: 'textual',
  spinbutton: 'textual',
  combobox: 'choice',
  listbox: 'choice',
  checkbox: 'toggle',
  switch: 'toggle',
  menuitemcheckbox: 'toggle',
  radio: 'radio',
  menuitemradio: 'radio',
  button: 'clickable',
  link: 'clickable',
  tab: 'clickable',
  menuitem: 'clickable',
  option: 'clickable',
  treeitem: 'clickable',
};
const familyByTag: Record<string, Family> = {
  textarea: 'textual',
  select: 'choice',
  a: 'clickable',
  button: 'clickable',
  summary: 'clickable',
};
const familyByInputType: Record<string, Family> = {
  checkbox: 'toggle',
  radio: 'radio',
  file: 'file',
  submit: 'clickable',
  button: 'clickable',
  reset: 'clickable',
  image: 'clickable',
};

const isEditable = ({ attributes }: Fingerprint): boolean =>
  ['', 'true', 'plaintext-only'].includes(attributes?.['contenteditable'] ?? 'false');

function familyOf(element: Found): Family {
  const { tag, role, type } = element;
  if (tag === 'input' && type === undefined && role === undefined) return 'unknown';
  if (tag === 'input') return role === 'switch' ? 'toggle' : (familyByInputType[type ?? 'text'] ?? 'textual');
  if (tag === 'textarea' || tag === 'select' || isEditable(element)) return familyByTag[tag] ?? 'textual';
  const known = (role && familyByRole[role]) || familyByTag[tag];
  if (known) return known;
  if (element.interactive) return 'clickable';
  return tag === '' && !role ? 'unknown' : 'display';
}

/** Of which kinds what takes an action must be, where the action itself says so. */
const demanded: Partial<Record<Action, { fits: readonly Family[]; stretches: readonly Family[] }>> = {
  fill: { fits: ['textual'], stretches: [] },
  select: { fits: ['choice'], stretches: [] },
  check: { fits: ['toggle', 'radio'], stretches: [] },
  upload: { fits: ['file'], stretches: ['clickable'] },
};

/** What may stand in for a kind where the action says nothing. A control is never read in place of a text. */
const standIns: Record<Family, { fits: readonly Family[]; stretches: readonly Family[] }> = {
  textual: { fits: ['textual'], stretches: [] },
  choice: { fits: ['choice'], stretches: [] },
  toggle: { fits: ['toggle'], stretches: [] },
  radio: { fits: ['radio'], stretches: [] },
  file: { fits: ['file'], stretches: [] },
  clickable: { fits: ['clickable'], stretches: ['display'] },
  display: { fits: ['display'], stretches: ['clickable'] },
  unknown: {
    fits: ['clickable', 'display', 'toggle', 'radio', 'file', 'textual', 'choice'],
    stretches: [],
  },
};

/** An `<input list>` and a `<div role=combobox>` are both typed into and chosen from. */
const isBoth = ({ role, tag }: Fingerprint): boolean => role === 'combobox' && tag !== 'select';
const opensMenu = ({ attributes }: Fingerprint): boolean => attributes?.['aria-haspopup'] !== undefined;

function fitOfAction(action: Action, lostFamily: Family, found: Found, family: Family): Fit {
  const wanted = demanded[action];
  if (family === 'unknown') return found.tag === 'input' || !wanted ? 'fits' : 'stretches';
  if (!wanted) {
    const { fits, stretches } = standIns[lostFamily];
    // What was shown as plain text may have become something to click, when it is to be clicked.
    if (action === 'click' && lostFamily === 'display' && family === 'clickable') return 'fits';
    if (action === 'click' && lostFamily === 'unknown' && family === 'display') return 'stretches';
    return fits.includes(family) ? 'fits' : stretches.includes(family) ? 'stretches' : 'no';
  }
  if (action === 'check' && (lostFamily === 'radio' || lostFamily === 'toggle'))
    return family === lostFamily ? 'fits' : 'no';
  if (wanted.fits.includes(family)) return 'fits';
  if ((action === 'fill' || action === 'select') && isBoth(found)) return 'stretches';
  if (action === 'select' && family === 'clickable' && opensMenu(found)) return 'stretches';
  return wanted.stretches.includes(family) ? 'stretches' : 'no';
}

/**
 * Whether `found` could take the action in place of `lost`: what is clicked may be anything clickable (a link may have
 * become a button), what is typed into must be a text field, what is read must not be a field.
 * A tick box never stands for a radio button.
 */
export const fitOf = (action: Action, lost: Fingerprint, found: Found): Fit =>
  fitOfAction(action, familyOf(lost), found, familyOf(found));

const actionByKind: Partial<Record<Step['kind'], Action>> = {
  fill: 'fill',
  select: 'select',
  check: 'check',
  uncheck: 'check',
  expect: 'read',
  remember: 'read',
};

/** What a step does with its target; pressing a key is like a click: it goes to the same kind of element as before. */
export const actionOf = (step: Step): Action => actionByKind[step.kind] ?? 'click';
