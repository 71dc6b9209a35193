import type { Step } from '@testforge/core';

/** Consecutive steps of one phase: what one `test.step` holds. */
export interface StepGroup {
  title: string;
  steps: Step[];
}

export const phaseWords = { given: 'Given', when: 'When', then: 'Then' } as const;
const maxTitlesInFull = 3;

export function groupSteps(steps: readonly Step[]): StepGroup[] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const current = runs.at(-1);
    if (current && current[0]?.phase === step.phase) current.push(step);
    else runs.push([step]);
  }
  return runs.map((run) => ({ title: groupTitle(run), steps: run }));
}

function groupTitle(steps: readonly Step[]): string {
  const word = phaseWords[steps[0]?.phase ?? 'given'];
  const titles = steps.map((step) => asClause(step.title, word));
  const last = titles.pop() ?? '';
  if (titles.length === 0) return `${word} ${last}`;
  const before = titles.length < maxTitlesInFull ? titles.join(', ') : `${titles[0]}, ${titles.length - 1} more`;
  return `${word} ${before} and ${last}`;
}

/** The title as it goes on after the phase's word: without that word, and with a small first letter where it begins a plain word. */
export function asClause(title: string, word: string): string {
  const clause = title.toLowerCase().startsWith(`${word.toLowerCase()} `) ? title.slice(word.length + 1) : title;
  return /^[A-Z][a-z]/.test(clause) ? clause.charAt(0).toLowerCase() + clause.slice(1) : clause;
}
