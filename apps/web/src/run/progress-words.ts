import { amount } from '../words.js';

type Progress = Record<string, unknown> | null;

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What is going on just now, in one sentence. */
export function progressWords(progress: Progress): string {
  const stage = text(progress?.['stage']);
  const path = text(progress?.['path']);
  const states = number(progress?.['states']);
  const ended = number(progress?.['ended']);
  const test = text(progress?.['test']) ?? text(progress?.['title']);
  switch (stage) {
    case 'discovery':
      return `${amount(states ?? 0, 'page state')} found${path ? `; now ${path}` : ''}`;
    case 'design':
      return test ? `Observing, twice from a clean state: ${test}` : 'Designing tests, each observed twice';
    case 'scriptgen':
      return 'Writing Playwright code';
    case 'execution':
      return `${amount(ended ?? 0, 'test')} done${test ? `; last: ${test}` : ''}`;
    case 'healing':
      return 'Judging what failed, healing only with proof';
    case 'reporting':
      return 'Writing the report';
    default:
      return 'Waiting for a worker';
  }
}
