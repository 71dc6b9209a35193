import type { AppModel, Step } from '@testforge/core';
import { placedForms, type PlacedForm } from '../form-kind.js';
import { uniqueValues } from '../own-value.js';
import { asking } from './ask-box.js';
import { sendForm } from './fill-form.js';
import { onTheWay, placesOf } from './record-places.js';

/** Steps that ask the nearest search box for what the steps of a form make; undefined where there is none. */
export function searchForOwn(model: AppModel, placed: PlacedForm, steps: readonly Step[]): Step[] | undefined {
  const value = uniqueValues({ steps: [...steps] })[0];
  if (value === undefined) return undefined;
  const near = new Set([placed.state.path, ...placesOf(model, placed)]);
  const boxes = placedForms(model).filter(
    ({ kind, state }) => kind === 'search' && state.signedOut === placed.state.signedOut,
  );
  const box = boxes.find(({ state }) => near.has(state.path)) ?? boxes[0];
  const asked = box === undefined ? undefined : sendForm(model, box, asking(box, value))?.done();
  return asked === undefined ? undefined : onTheWay(asked);
}
