import type { Draft } from './draft.js';
import { findRefusal } from './find-refusal.js';
import type { FurtherLook, Hands } from './seek-further.js';
import { titled } from './step-title.js';

/**
 * Makes what the draft made once more, with all that was entered. Throws where the app does not say that it refuses that: then
 * it may be there twice.
 */
export async function repeatOwn(hands: Hands, { steps: own }: Draft): Promise<FurtherLook[]> {
  const steps = own
    .filter(({ kind }) => kind !== 'expect' && kind !== 'remember')
    .map((step) => titled({ ...step, key: `${step.key}-again`, phase: 'when' }));
  const filled = await hands.take(steps.slice(0, -1));
  const refused = await hands.take(steps.slice(-1));
  if (findRefusal(filled, refused, true) === null) throw new Error('The app takes the same a second time.');
  return [{ name: 'changed', steps, own: [], page: refused }];
}
