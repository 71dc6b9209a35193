import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { Report, ReportedTest } from '../api.js';
import { TestLine } from '../pages/test-list.js';
import { CountsBar } from '../ui/bar.js';
import { Figure } from '../ui/figure.js';
import { Panel, Section } from '../ui/panel.js';
import { Pill, tones, type Tone } from '../ui/status.js';
import { amount } from '../words.js';
import { SinceBefore } from './since-before.js';

/** What matters first: what broke, what waits, what was healed. */
export function OverviewTab({ runId, report }: { runId: string; report: Report }) {
  const those = (state: ReportedTest['state']) => report.tests.filter((test) => test.state === state);
  const [regressions, waiting, healed, unjudged] = [
    those('regression'),
    those('waiting'),
    those('passed_after_healing'),
    those('environment'),
  ];
  const calm = regressions.length + waiting.length + healed.length + unjudged.length === 0;
  return (
    <>
      {report.error ? <Panel className="border-bad mb-5 p-4 font-medium">{report.error}</Panel> : null}
      <Figures report={report} />
      {calm && report.status === 'passed' ? (
        <Panel className="text-soft mt-6 flex items-center gap-3 p-4">
          <CircleCheck className="text-good size-5" aria-hidden /> Nothing broke, nothing moved, nothing waits.
        </Panel>
      ) : null}
      <div className="mt-8">
        {regressions.length ? (
          <Section
            title="Regressions"
            note="The app no longer does what it did when these tests were kept. None of this was repaired."
          >
            <Panel className="divide-line divide-y overflow-hidden">
              {byCause(regressions, report.regressions).map((tests) => (
                <Regression key={tests[0]?.key} runId={runId} tests={tests} />
              ))}
            </Panel>
          </Section>
        ) : null}
        {waiting.length ? (
          <Section title="Waits for your answer" note="Neither red nor green until somebody decides.">
            <Panel className="divide-line divide-y overflow-hidden">
              {byCause(waiting, report.questions).map((tests) => (
                <Question key={tests[0]?.key} runId={runId} tests={tests} />
              ))}
            </Panel>
          </Section>
        ) : null}
        <Lines
          runId={runId}
          tests={unjudged}
          title="Could not be judged"
          note="The app or its surroundings got in the way."
        />
        <Lines
          runId={runId}
          tests={healed}
          title="Healed, with proof"
          note="The interface moved, the behaviour did not. Only the way to an element was changed, and the repaired test then passed from the start."
        />
        <SinceBefore difference={report.difference} />
      </div>
    </>
  );
}

/** Tests in groups of one cause each; one whose cause is not known is a group by itself. */
function byCause(tests: ReportedTest[], causes: { tests: string[] }[] = []): ReportedTest[][] {
  const groups = causes.map(({ tests: keys }) => tests.filter(({ key }) => keys.includes(key)));
  const known = new Set(causes.flatMap(({ tests: keys }) => keys));
  return [...groups, ...tests.filter(({ key }) => !known.has(key)).map((test) => [test])].filter(
    (group) => group.length > 0,
  );
}

const Figures = ({ report: { counts, findings, expectationsChanged, coverage } }: { report: Report }) => (
  <>
    <CountsBar counts={counts} className="mb-4 h-2.5" />
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Figure value={counts.passed} label="passed" tone="good" />
      <Figure value={counts.passedAfterHealing} label="passed after healing" tone="healed" />
      <Figure value={counts.waiting} label="waiting" tone="wait" />
      <Figure value={counts.failed} label="failed" tone="bad" />
    </div>
    <p className="text-soft mt-3 flex flex-wrap gap-x-6 gap-y-1 text-xs">
      <Aside value={counts.flaky} label="flaky" tone="odd" />
      <Aside value={findings.length} label={findings.length === 1 ? 'finding' : 'findings'} tone="wait" />
      <Aside value={expectationsChanged} label="expectations changed by healing" tone="bad" />
      {coverage.states ? (
        <span>
          {amount(coverage.states, 'page state')}, {amount(coverage.forms, 'form')}
        </span>
      ) : null}
    </p>
  </>
);

/** What is worth a word even when there is none of it. */
const Aside = ({ value, label, tone }: { value: number; label: string; tone: Tone }) => (
  <span className={value ? `${tones[tone].text} font-medium` : ''}>
    {value} {label}
  </span>
);

const Lines = ({ runId, tests, title, note }: { runId: string; tests: ReportedTest[]; title: string; note: string }) =>
  tests.length ? (
    <Section title={title} note={note}>
      <Panel className="divide-line divide-y overflow-hidden">
        {tests.map((test) => (
          <TestLine key={test.key} runId={runId} test={test} />
        ))}
      </Panel>
    </Section>
  ) : null;

/** What broke, told once, with the tests that met it. */
const Regression = ({ runId, tests: [test, ...others] }: { runId: string; tests: ReportedTest[] }) =>
  test ? (
    <div>
      <Link
        to="/runs/$runId/tests/$testKey"
        params={{ runId, testKey: test.key }}
        className="hover:bg-raised block px-4 py-3 focus-visible:-outline-offset-2"
      >
        <span className="block font-semibold">{test.title}</span>
        <span className="text-soft block">{test.failure?.stepTitle}</span>
        {test.failure?.expected === undefined ? null : (
          <span className="mt-2 grid gap-x-3 gap-y-1 text-xs sm:grid-cols-[auto_1fr]">
            <span className="text-soft">Expected</span>
            <code className="bg-good-tint text-good w-fit max-w-full rounded px-1.5 py-0.5 break-words">
              {test.failure.expected}
            </code>
            <span className="text-soft">Seen</span>
            <code className="bg-bad-tint text-bad w-fit max-w-full rounded px-1.5 py-0.5 break-words">
              {test.failure.actual ?? 'nothing'}
            </code>
          </span>
        )}
      </Link>
      <Others runId={runId} tests={others} words="Also met by" />
    </div>
  ) : null;

/** The other tests of the same cause. */
const Others = ({ runId, tests, words }: { runId: string; tests: ReportedTest[]; words: string }) =>
  tests.length ? (
    <details className="text-soft px-4 pb-3 text-xs">
      <summary className="cursor-pointer">
        {words} {amount(tests.length, 'other test')}
      </summary>
      <ul className="mt-1 space-y-1">
        {tests.map(({ key, title }) => (
          <li key={key}>
            <Link to="/runs/$runId/tests/$testKey" params={{ runId, testKey: key }} className="hover:underline">
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  ) : null;

const kinds = { approval: 'repair', wording: 'wording', intended: 'behaviour' } as const;

/** One question, by the first test it is about, with those that wait for the same answer. */
const Question = ({ runId, tests: [test, ...others] }: { runId: string; tests: ReportedTest[] }) => {
  const reason = test?.failure?.waitingFor;
  const question = test?.failure?.question?.words;
  return test ? (
    <div>
      <Link
        to="/runs/$runId/tests/$testKey"
        params={{ runId, testKey: test.key }}
        className="hover:bg-raised flex items-start gap-3 px-4 py-2.5 focus-visible:-outline-offset-2"
      >
        <span className="w-20 shrink-0 pt-0.5">{reason ? <Pill tone="wait">{kinds[reason]}</Pill> : null}</span>
        <span className="min-w-0">
          <span className="block font-medium break-words">{question ?? test.title}</span>
          <span className="text-soft block text-xs break-words">
            {question ? test.title : test.failure?.stepTitle}
            {question || test.failure?.actual === undefined ? null : <> · saw “{test.failure.actual}”</>}
          </span>
        </span>
      </Link>
      {others.length ? (
        <div className="pl-[5.75rem]">
          <Others runId={runId} tests={others} words="One answer serves" />
        </div>
      ) : null}
    </div>
  ) : null;
};
