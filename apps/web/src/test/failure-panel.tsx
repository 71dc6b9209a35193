import type { ReportedTest } from '../api.js';
import { Panel } from '../ui/panel.js';
import { Pill, type Tone } from '../ui/status.js';
import { percent, waitingWords } from '../words.js';
import { AnswerButtons } from './answer-buttons.js';

type Failure = NonNullable<ReportedTest['failure']>;

const verdicts: Record<Failure['verdict'], { words: string; tone: Tone }> = {
  drift: { words: 'Drift: the interface moved', tone: 'healed' },
  regression: { words: 'Regression: the app broke', tone: 'bad' },
  flake: { words: 'Flake: it failed once and then passed', tone: 'odd' },
  environment: { words: 'Environment: the app could not be judged', tone: 'odd' },
};

/** The verdict on a test that did not simply pass, with its evidence, and what a person may answer. */
export function FailurePanel({ runId, test, failure }: { runId: string; test: ReportedTest; failure: Failure }) {
  const { words, tone } = verdicts[failure.verdict];
  return (
    <Panel className="p-5">
      <div className="flex flex-wrap items-center gap-2">
        <Pill tone={tone}>{words}</Pill>
        <span className="text-soft text-xs">
          {percent(failure.confidence)} sure of this verdict · rule {failure.rule}
        </span>
      </div>
      {failure.question ? <p className="mt-3 text-base font-semibold break-words">{failure.question.words}</p> : null}
      <p className="mt-3 font-semibold">{failure.stepTitle}</p>
      {failure.waitingFor ? <p className="text-soft mt-1">{waitingWords[failure.waitingFor]}</p> : null}
      {failure.expected === undefined ? null : (
        <dl className="mt-3 grid gap-2 sm:grid-cols-2">
          <Side title="Expected" value={failure.expected} className="bg-good-tint" />
          <Side title="Seen" value={failure.actual ?? 'nothing'} className="bg-bad-tint" />
        </dl>
      )}
      <ul className="text-soft mt-3 list-disc space-y-0.5 pl-5">
        {failure.evidence.map((line) => (
          <li key={line} className="break-words">
            {line}
          </li>
        ))}
      </ul>
      <AnswerButtons runId={runId} test={test} failure={failure} />
    </Panel>
  );
}

const Side = ({ title, value, className }: { title: string; value: string; className: string }) => (
  <div className={`${className} rounded-md px-3 py-2`}>
    <dt className="text-soft text-xs">{title}</dt>
    <dd className="font-mono text-xs break-words whitespace-pre-wrap">{value}</dd>
  </div>
);
