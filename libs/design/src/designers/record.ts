import type { AppModel } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { maySend, placedForms, type PlacedForm } from '../form-kind.js';
import { uniqueValues } from '../own-value.js';
import { draftKey } from '../slug.js';
import { pageName } from '../page-names.js';
import { leanly, sendForm, validly } from './fill-form.js';
import { formKey } from './form-happy.js';
import { makesRecord, placesOf } from './record-places.js';

const deeds = [
  { record: 'change', name: 'record-change', words: 'can be changed', reason: 'What was entered must be correctable.' },
  { record: 'delete', name: 'record-delete', words: 'can be deleted', reason: 'What is not wanted any more must go.' },
] as const;

function draftOf(
  model: AppModel,
  placed: PlacedForm,
  base: { steps: Draft['steps']; instead: Draft['watch']['instead'] },
  places: string[],
  deed: (typeof deeds)[number],
): Draft {
  return {
    key: draftKey(deed.name, placed.state.template, formKey(placed)),
    title: `What “${placed.name}” on the page “${pageName(model, placed.state)}” made ${deed.words}`,
    designer: deed.name,
    priority: 'P1',
    reason: deed.reason,
    category: 'functional',
    tags: ['form', 'record', deed.record],
    flow: 'create, change, delete',
    pages: [placed.state.template],
    steps: base.steps,
    watch: {
      effects: ['own', deed.record === 'delete' ? 'message' : 'field'],
      consequence: false,
      again: false,
      mentions: [],
      writes: true,
      instead: base.instead,
      record: deed.record,
      follows: draftKey('form-happy', placed.state.template, formKey(placed)),
      places,
    },
  };
}

/** What a form makes can be changed and deleted; each test makes its own and touches nothing else. */
export const record: Designer = (model) =>
  placedForms(model)
    .filter((placed) => makesRecord(placed) && maySend(model, placed) && model.interaction !== 'read')
    .flatMap((placed): Draft[] => {
      const steps = sendForm(model, placed, validly(false))?.done();
      if (steps === undefined || uniqueValues({ steps }).length === 0) return [];
      const places = placesOf(model, placed);
      const instead = sendForm(model, placed, leanly(placed))?.done();
      return deeds.map((deed) => draftOf(model, placed, { steps, instead }, places, deed));
    });
