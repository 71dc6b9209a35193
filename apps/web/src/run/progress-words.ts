import type { Run } from '../api.js';
import { amount } from '../words.js';

type Going = Pick<Run, 'stages' | 'progress'>;

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What is going on just now, in one sentence. The stage is certain; what is told of it may be of the one before, or lost. */
export function progressWords({ stages, progress }: Going): string {
  const stage = stages.findLast(({ status }) => status === 'running')?.name;
  const told = progress?.['stage'] === stage ? progress : null;
  const [path, states, ended] = [text(told?.['path']), number(told?.['states']), number(told?.['ended'])];
  const test = text(told?.['test']) ?? text(told?.['title']);
  switch (stage) {
    case 'discovery':
      return states === null
        ? 'Exploring the app'
        : `${amount(states, 'page state')} found${path ? `; now ${path}` : ''}`;
    case 'design':
      return test ? `Observing, twice from a clean state: ${test}` : 'Designing tests, each observed twice';
    case 'scriptgen':
      return 'Writing Playwright code';
    case 'execution':
      return ended === null ? 'Running the tests' : `${amount(ended, 'test')} done${test ? `; last: ${test}` : ''}`;
    case 'gate': {
      const [round, rounds] = [number(told?.['round']), number(told?.['rounds'])];
      return round === null || rounds === null
        ? 'Running new tests again'
        : `Running new tests again, ${round} of ${rounds}${ended === null ? '' : `: ${amount(ended, 'test')} done`}`;
    }
    case 'receipts': {
      const [trials, tests] = [number(told?.['trials']), number(told?.['tests'])];
      return trials === null || tests === null
        ? 'Perturbing the app, to see each new test fail'
        : `Perturbing the app, to see each of ${amount(tests, 'test')} fail: ${amount(trials, 'trial')} so far`;
    }
    case 'healing':
      return 'Judging what failed, healing only with proof';
    case 'reporting':
      return 'Writing the report';
    default:
      return stages.length === 0 ? 'Waiting for a worker' : 'Going on to the next stage';
  }
}
