import { openBrowser, runJob } from '@testforge/browser';
import { observeDraft } from './observe-draft.js';
import { ObserveInput, type DraftOutcome } from './observation.js';

/** Runs inside the sandbox: every draft carried out twice, some at a time, until the time is up. */
runJob(ObserveInput, async (input, { emit }) => {
  const deadline = performance.now() + input.limits.designMs;
  const browser = await openBrowser();
  const outcomes = new Map<string, DraftOutcome>();
  const waiting = [...input.drafts];
  const work = async (): Promise<void> => {
    for (let draft = waiting.shift(); draft !== undefined; draft = waiting.shift()) {
      const late = performance.now() > deadline;
      const outcome = late
        ? {
            key: draft.key,
            added: null,
            reason: 'The time for designing (designMs) was used up.',
            findings: [],
            ledger: [],
            durationMs: 0,
          }
        : await observeDraft({ browser, input }, draft);
      outcomes.set(draft.key, outcome);
      emit({
        event: 'progress',
        key: draft.key,
        title: draft.title,
        kept: outcome.added !== null,
        done: outcomes.size,
        total: input.drafts.length,
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: input.limits.parallel }, work));
  } finally {
    await browser.close();
  }
  return { outcomes: input.drafts.flatMap((draft) => outcomes.get(draft.key) ?? []) };
});
