import { clsx } from 'clsx';
import { Check, Minus, X } from 'lucide-react';
import type { ReportedTest } from '../api.js';
import { Panel } from '../ui/panel.js';
import { duration } from '../words.js';

const phases: Record<string, string> = { given: 'Given', when: 'When', then: 'Then' };
type Step = ReportedTest['steps'][number];

const marks = {
  true: [Check, 'text-good', 'held'],
  false: [X, 'text-bad', 'failed'],
  null: [Minus, 'text-soft', 'not reached'],
} as const;

/** Given / When / Then, with what held and how long it took. */
export const Steps = ({ steps }: { steps: Step[] }) => (
  <Panel>
    <ol className="py-2">
      {steps.map((step, index) => (
        <StepLine key={index} step={step} first={steps[index - 1]?.phase !== step.phase} />
      ))}
    </ol>
  </Panel>
);

function StepLine({ step: { phase, title, ok, durationMs }, first }: { step: Step; first: boolean }) {
  const [Icon, colour, words] = marks[`${ok}`];
  return (
    <li
      className={clsx(
        'grid grid-cols-[3.5rem_1rem_1fr_auto] items-start gap-x-3 px-4 py-1',
        first && 'pt-2',
        ok === false && 'bg-bad-tint',
      )}
    >
      <span className="text-soft text-xs leading-5 font-semibold">
        {first ? phases[phase] : <span className="sr-only">{phases[phase]}</span>}
      </span>
      <Icon className={clsx('mt-0.5 size-4', colour)} aria-hidden />
      <span className={clsx('min-w-0 break-words', ok === null && 'text-soft')}>
        {title}
        <span className="sr-only">: {words}</span>
      </span>
      <span className="text-soft text-xs leading-5 tabular-nums">
        {durationMs === null ? '' : duration(durationMs)}
      </span>
    </li>
  );
}
