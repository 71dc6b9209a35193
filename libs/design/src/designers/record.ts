import type { AppModel, FormField } from '@testforge/core';
import { offeredAct } from '../act-own.js';
import type { Below, Designer, Draft } from '../draft.js';
import { valueFor } from '../field-value.js';
import { placedForms, type PlacedForm } from '../form-kind.js';
import { maySend } from '../may-send.js';
import { beingMade, onward } from '../making-words.js';
import { staysWithIt } from '../other-edits.js';
import { uniqueValues } from '../own-value.js';
import { draftKey } from '../slug.js';
import { pageName } from '../page-names.js';
import { hasVariable, soundStates } from '../state-place.js';
import { offersListedDeed } from '../tick-own.js';
import { partsFor } from './extend.js';
import { searchForOwn } from './find-by-search.js';
import { openFields, otherWays, sendForm, validly, type Decide } from './fill-form.js';
import { formKey, happyKey } from './form-happy.js';
import { makesRecord, newsOf, panelsOf, placesOf } from './record-places.js';

const deeds = [
  {
    record: 'change',
    name: 'record-change',
    words: 'can be changed',
    reason: 'What was entered must be correctable, and nothing of it must be lost.',
    category: 'functional',
    priority: 'P1',
    effects: ['own', 'field', 'once', 'order', 'entered'],
  },
  {
    record: 'spoil',
    name: 'record-spoil',
    words: 'cannot be emptied',
    reason: 'What a form asks for must not be taken away again further on.',
    category: 'negative',
    priority: 'P2',
    effects: ['own', 'message'],
  },
  {
    record: 'forgo',
    name: 'record-forgo',
    words: 'stays as it was where a change is given up',
    reason: 'Who gives up what was entered must not find it kept.',
    category: 'negative',
    priority: 'P2',
    effects: ['own'],
  },
  {
    record: 'repeat',
    name: 'record-twice',
    words: 'is not made a second time',
    reason: 'What there may be only one of must not be there twice.',
    category: 'negative',
    priority: 'P2',
    effects: ['message', 'missing'],
  },
  {
    record: 'set',
    name: 'record-set',
    words: 'keeps what is done with it at once',
    reason: 'What a button or a choice does by itself must be done, and stay done.',
    category: 'functional',
    priority: 'P1',
    effects: ['set', 'acted'],
  },
  {
    record: 'delete',
    name: 'record-delete',
    words: 'can be deleted',
    reason: 'What is not wanted any more must go.',
    category: 'functional',
    priority: 'P1',
    effects: ['own', 'message', 'address'],
  },
  {
    record: 'delete',
    ticked: true,
    name: 'record-ticked',
    words: 'can be ticked and deleted',
    reason: 'What is done to ticked rows must be done to those, and to no others.',
    category: 'functional',
    priority: 'P1',
    effects: ['own', 'message'],
  },
  {
    record: 'act',
    name: 'record-act',
    words: 'takes what its list offers for ticked rows',
    reason: 'What is done to ticked rows must be done, and stay done.',
    category: 'functional',
    priority: 'P1',
    effects: ['acted'],
  },
] as const;
type Deed = (typeof deeds)[number];

const mostSpoilt = 3;
const mostSet = 8;
const few: readonly string[] = ['forgo', 'set', 'repeat'];

/** As it should be, but for choices and boxes that stay with the thing: those are other than they were set. */
const tellingly =
  (placed: PlacedForm): Decide =>
  (field, state) => {
    const elementOf = ({ element }: FormField) => state.snapshot.elements[element];
    const usual = valueFor(field, elementOf(field));
    const box = openFields(placed).find((each) => {
      const { visible, enabled, attributes } = elementOf(each) ?? {};
      const isOpen = visible !== false && enabled !== false && attributes?.['checked'] === 'false';
      return each.type === 'checkbox' && isOpen && staysWithIt(each.label);
    });
    if (field === box) return { kind: 'check' };
    const other = valueFor(field, elementOf(field), true);
    const stays =
      other.kind === 'select' &&
      other.value.kind === 'literal' &&
      [field.label, other.value.value].every((words) => staysWithIt(words));
    return stays ? other : usual;
  };

/** Whether the form only begins what it makes: what that is called is asked further on. */
const beginsMaking = ({ name, form }: PlacedForm): boolean =>
  [onward, beingMade].some((words) => words.test(`${name} ${form.heading ?? ''}`));

/** Whether the text that names the thing, or any other, must not be left out. */
const needsText = (placed: PlacedForm): boolean =>
  openFields(placed).some(({ required, type }) => required && ['text', 'textarea', ''].includes(type));

function draftOf(
  model: AppModel,
  placed: PlacedForm,
  base: { steps: Draft['steps']; instead: Draft['watch']['instead']; parts: Below[] },
  deed: Deed,
  isTicked: boolean,
): Draft {
  const tellingSteps = deed.record === 'change' ? sendForm(model, placed, tellingly(placed))?.done() : undefined;
  return {
    key: draftKey(deed.name, placed.state.template, formKey(placed)),
    title: `What “${placed.name}” on the page “${pageName(model, placed.state)}” made ${deed.words}`,
    designer: deed.name,
    priority: deed.priority,
    reason: deed.reason,
    category: deed.category,
    tags: ['form', 'record', deed.record],
    flow: 'create, change, delete',
    pages: [placed.state.template],
    steps: tellingSteps ?? base.steps,
    watch: {
      effects: [...deed.effects],
      consequence: false,
      again: false,
      mentions: [],
      writes: true,
      instead: base.instead,
      record: deed.record,
      ...(deed.record === 'set' && base.parts.length > 0 ? { first: base.parts } : {}),
      ...('ticked' in deed ? { ticked: true } : {}),
      ...(deed.name === 'record-delete' && isTicked ? { ticked: false } : {}),
      follows: happyKey(placed),
      places: placesOf(model, placed),
      panels: panelsOf(model, placed),
      news: newsOf(model, placed),
      search: searchForOwn(model, placed, base.steps),
    },
  };
}

/** What a form makes can be changed and deleted, and not emptied; each test makes its own and touches nothing else. */
export const record: Designer = (model) => {
  const forms = placedForms(model).filter(
    (placed) => makesRecord(placed) && maySend(model, placed) && model.interaction !== 'read',
  );
  const listing = new Set(
    soundStates(model).flatMap(({ path, snapshot }) => (offersListedDeed(snapshot) ? [path] : [])),
  );
  const acting = new Set(
    soundStates(model).flatMap(({ path, snapshot }) => (offeredAct(snapshot) === undefined ? [] : [path])),
  );
  const isTicked = (placed: PlacedForm): boolean => placesOf(model, placed).some((path) => listing.has(path));
  const fits = (placed: PlacedForm, deed: Deed): boolean =>
    deed.record === 'act'
      ? placesOf(model, placed).some((path) => acting.has(path))
      : 'ticked' in deed
        ? isTicked(placed)
        : deed.record === 'spoil'
          ? spoilt.includes(placed)
          : !few.includes(deed.record) || forms.indexOf(placed) < mostSet;
  const partsOf = partsFor(model);
  const spoilt = forms.filter(needsText).slice(0, mostSpoilt);
  // What is added to others' things is not added twice.
  const isOthers = (placed: PlacedForm, deed: Deed): boolean =>
    deed.record === 'repeat' && hasVariable(placed.state.template);
  return forms.flatMap((placed): Draft[] => {
    const steps = sendForm(model, placed, validly(false))?.done();
    if (steps === undefined || (uniqueValues({ steps }).length === 0 && !beginsMaking(placed))) return [];
    const instead = otherWays(model, placed);
    const parts = partsOf(placed);
    return deeds
      .filter((deed) => fits(placed, deed) && !isOthers(placed, deed))
      .map((deed) => draftOf(model, placed, { steps, instead, parts }, deed, isTicked(placed)));
  });
};
