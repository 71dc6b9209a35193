import type { Fingerprint, Step } from '@testforge/core';

type Family = 'textual' | 'choice' | 'toggle' | 'clickable' | 'display';

const familyByRole: Record<string, Family> = {
  textbox: 'textual',
  searchbox: 'textual',
  spinbutton: 'textual',
  combobox: 'choice',
  listbox: 'choice',
  checkbox: 'toggle',
  radio: 'toggle',
  switch: 'toggle',
  button: 'clickable',
  link: 'clickable',
  tab: 'clickable',
  menuitem: 'clickable',
  option: 'clickable',
  treeitem: 'clickable',
  menuitemcheckbox: 'clickable',
  menuitemradio: 'clickable',
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
  radio: 'toggle',
  submit: 'clickable',
  button: 'clickable',
  reset: 'clickable',
  image: 'clickable',
};

function familyOf(element: Fingerprint & { interactive?: boolean }): Family {
  const byInput = element.tag === 'input' ? (familyByInputType[element.type ?? 'text'] ?? 'textual') : undefined;
  return (
    (element.role && familyByRole[element.role]) ||
    byInput ||
    familyByTag[element.tag] ||
    (element.interactive ? 'clickable' : 'display')
  );
}

const familyOfStep = (step: Step, lost: Fingerprint): Family => {
  if (step.kind === 'fill') return 'textual';
  if (step.kind === 'select') return 'choice';
  if (step.kind === 'check' || step.kind === 'uncheck') return 'toggle';
  const family = familyOf(lost);
  return step.kind === 'click' && family === 'display' ? 'clickable' : family;
};

/**
 * Whether `found` could take the step in place of `lost` at all: what is clicked may be anything clickable (a link may have
 * become a button), what is typed into must be a text field, what is read must not be a control.
 * A tick box never stands for a radio button.
 */
export function isCompatible(step: Step, lost: Fingerprint, found: Fingerprint & { interactive?: boolean }): boolean {
  const family = familyOf(found);
  if (family !== familyOfStep(step, lost)) return false;
  return (
    family !== 'toggle' ||
    (lost.role === 'radio' || lost.type === 'radio') === (found.role === 'radio' || found.type === 'radio')
  );
}
