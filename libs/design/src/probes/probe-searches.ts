import { createStepValues, performStep, settle } from '@testforge/browser';
import type { Step, StepValue } from '@testforge/core';
import type { Page } from 'playwright';
import type { Draft } from '../draft.js';
import { findDatabaseWords, findMark, makeMark } from './marks.js';
import { answersDuring, inPage, type ProbeTrip } from './probe-trip.js';

const asks = (steps: readonly Step[], value: StepValue): Step[] =>
  steps.map((step) => (step.kind === 'fill' ? { ...step, value } : step));

const restMs = 3_000;

/** Asks the box, as a visitor types into it, and gives what the app answered. */
async function ask(page: Page, { steps }: Draft, text: string, trip: ProbeTrip) {
  const values = createStepValues(trip.access);
  return answersDuring(page, trip.origins, async () => {
    for (const step of asks(steps, { kind: 'literal', value: text })) {
      await performStep(page, step, values, trip.timeouts);
      await settle(page, { timeoutMs: restMs });
    }
  });
}

const wordsOf = (answers: readonly { text: string }[]): string | undefined =>
  answers.map(({ text }) => findDatabaseWords(text)).find((words) => words !== null) ?? undefined;

/** Boxes that ask for something, also where only a script hears them. */
export async function probeSearches(trip: ProbeTrip, searches: readonly Draft[]): Promise<number> {
  let done = 0;
  for (const draft of searches) {
    if (performance.now() > trip.untilMs) break;
    await inPage(trip, draft.signedOut === true, async (page) => {
      const place = { page: draft.pages[0] ?? '/', url: trip.url, input: inputOf(draft) };
      const mark = makeMark({ breaksOut: true });
      await ask(page, draft, mark.text, trip);
      const seen = await findMark(page, mark);
      if (seen !== null) trip.sightings.push({ ...place, hole: 'reflected', url: page.url(), seen });
      const words = wordsOf(await ask(page, draft, "'", trip));
      const url = page.url();
      if (words !== undefined && wordsOf(await ask(page, draft, 'tf', trip)) === undefined)
        trip.sightings.push({ ...place, hole: 'database', url, seen: words });
    });
    done += 1;
  }
  return done;
}

/** The box by its parameter where it has one, so that asking by typing and by address tell one story. */
function inputOf({ steps }: Draft): string {
  const fill = steps.find((step) => step.kind === 'fill');
  if (fill?.kind !== 'fill') return 'search';
  const { nameAttr, label, name, placeholder } = fill.target.fingerprint;
  return nameAttr ?? label ?? name ?? placeholder ?? 'search';
}
