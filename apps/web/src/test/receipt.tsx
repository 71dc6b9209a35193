import type { ReportedTest } from '../api.js';
import { Panel, Section } from '../ui/panel.js';

type Receipt = NonNullable<ReportedTest['receipt']>;
type Trial = Receipt['trials'][number];

const done: Record<Trial['perturbation'], string> = {
  disable: 'A dead control',
  value: 'Other numbers',
  error: 'An answer 500',
  drop: 'An answer that never came',
  lenient: 'A form that takes anything',
};
const outcomes: Record<Trial['outcome'], string> = {
  killed: 'noticed',
  survived: 'not noticed',
  unmet: 'nothing to do it to',
  untold: 'not got as far',
};
const notes: Record<Receipt['verdict'], string> = {
  kills: 'What was done to the app when the test was kept, and whether it failed.',
  kills_nothing: 'Weak: nothing that was done to the app made it fail.',
  not_judged: 'Whether it can fail was not found out.',
};

/** What the test was seen to notice. */
export const ReceiptSection = ({ receipt }: { receipt: Receipt }) => (
  <Section title="Seen to fail with" note={notes[receipt.verdict]}>
    <Panel className="divide-line divide-y">
      {receipt.trials.map(({ perturbation, outcome }) => (
        <p key={perturbation} className="flex justify-between gap-3 px-4 py-2">
          {done[perturbation]} <span className="text-soft">{outcomes[outcome]}</span>
        </p>
      ))}
    </Panel>
  </Section>
);
