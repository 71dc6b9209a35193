import type { AppModel, AppState, FormField, Step } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import type { FieldAction } from '../field-value.js';
import { draftKey } from '../slug.js';
import { nextParts } from '../next-part.js';
import { pageName } from '../page-names.js';
import { withoutMark } from '../step-title.js';
import { choiceForms, otherChoices, sorts, type Choice } from './choice-fields.js';
import { openFields, sendForm } from './fill-form.js';
import { firstOfList } from './first-of-list.js';
import { formKey } from './form-happy.js';
import { growsMeanwhile } from './grows-meanwhile.js';
import { readWatch } from './read-watch.js';

const mostFields = 3;

const choosing =
  ({ field, label, plain }: Choice) =>
  (each: FormField): FieldAction => {
    if (each !== field) return { kind: 'leave' };
    return field.type === 'select-custom'
      ? { kind: 'choose', option: label, ...(plain && { plain }) }
      : { kind: 'select', value: { kind: 'literal', value: label } };
  };

/** One choice chosen and sent. */
export const chooseSteps = (model: AppModel, choice: Choice): Step[] | null =>
  sendForm(model, choice.placed, choosing(choice))?.done() ?? null;

/** A count behind the name of a choice is data. */
const withoutCount = (label: string): string => label.replace(/\s*\(\d[\d.,]*\)$/, '');

/** Whether the list goes on behind its first page, and grows. */
const overflows = (model: AppModel, list: AppState): boolean =>
  nextParts(list.snapshot).length > 0 && growsMeanwhile(model, list);

function narrows(model: AppModel, choice: Choice, steps: Step[]): Draft {
  const { placed, field, label } = choice;
  return {
    key: draftKey('filter', placed.state.template, formKey(placed), field.nameAttr ?? field.label),
    title: `The choice “${withoutMark(field.label)}” narrows the list on “${pageName(model, placed.state)}”`,
    designer: 'filter',
    priority: 'P1',
    reason: 'Whoever narrows a list sees what was asked for, and nothing else.',
    category: 'functional',
    tags: ['filter'],
    flow: 'browse items',
    pages: [placed.state.template],
    steps,
    // What tests make may fill more than one page of it.
    watch: readWatch(['heading', 'message', 'each', ...(overflows(model, placed.state) ? [] : ['count' as const])], {
      chosen: withoutCount(label),
    }),
  };
}

/** The narrowed list stays when its address is opened again, and the whole one is back on the way back. */
function lasts(model: AppModel, choice: Choice, steps: Step[], list: AppState): Draft[] {
  const { placed } = choice;
  const [narrowed, whole] = [firstOfList(list, 'filter'), firstOfList(list, 'whole')];
  const hasAddress = placed.form.method.toLowerCase() === 'get' && placed.form.submits.length > 0;
  if (narrowed === null || whole === null || !hasAddress || growsMeanwhile(model, list)) return [];
  const [open, ...rest] = steps;
  if (open === undefined) return [];
  return [
    {
      key: draftKey('deep-link', placed.state.template, formKey(placed)),
      title: `A narrowed list on “${pageName(model, placed.state)}” stays when loaded again, and is whole again on the way back`,
      designer: 'deep-link',
      priority: 'P2',
      reason: 'What a visitor has narrowed can be kept as an address, and undone.',
      category: 'functional',
      tags: ['filter', 'back'],
      flow: 'browse items',
      pages: [placed.state.template],
      steps: [
        open,
        whole.remember('wholeFirst'),
        ...rest,
        narrowed.remember('first'),
        narrowed.reload(),
        narrowed.isStill('first'),
        whole.back(),
        whole.isStill('wholeFirst'),
      ],
      watch: readWatch([]),
    },
  ];
}

/** Each choice of a filter leaves only what was chosen; a chosen list has an address of its own. */
export const filter: Designer = (model) =>
  choiceForms(model).flatMap((placed): Draft[] => {
    const choices = openFields(placed)
      .filter((field) => !sorts(field))
      .slice(0, mostFields)
      .flatMap((field) => otherChoices(placed, field).slice(0, 1));
    return choices.flatMap((choice, at): Draft[] => {
      const steps = chooseSteps(model, choice);
      if (steps === null) return [];
      return [narrows(model, choice, steps), ...(at === 0 ? lasts(model, choice, steps, placed.state) : [])];
    });
  });
