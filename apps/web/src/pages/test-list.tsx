import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReportedTest } from '../api.js';
import { Panel } from '../ui/panel.js';
import { faceOf, Pill, StatusIcon } from '../ui/status.js';
import { duration } from '../words.js';

/** What needs people first. */
const order = ['regression', 'waiting', 'environment', 'flaky', 'not_run', 'passed_after_healing', 'passed'];

/** Tests by what needs attention, to be narrowed by state and by words. */
export function TestList({ runId, tests }: { runId: string; tests: ReportedTest[] }) {
  const [words, setWords] = useState('');
  const [state, setState] = useState<string | null>(null);
  const states = order.filter((each) => tests.some((test) => test.state === each));
  const shown = tests
    .filter((test) => (!state || test.state === state) && test.title.toLowerCase().includes(words.toLowerCase()))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.priority.localeCompare(b.priority));
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <input
          type="search"
          aria-label="Find a test"
          placeholder="Find a test"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="border-line-strong bg-surface placeholder:text-soft h-8 w-full rounded-md border px-3 sm:w-56"
        />
        {states.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={state === each}
            onClick={() => setState(state === each ? null : each)}
            className="border-line bg-surface text-soft aria-pressed:border-accent aria-pressed:text-ink h-8 rounded-full border px-3 text-xs font-medium"
          >
            {faceOf(each).words} {tests.filter((test) => test.state === each).length}
          </button>
        ))}
      </div>
      <Panel className="divide-line divide-y overflow-hidden">
        {shown.map((test) => (
          <TestLine key={test.key} runId={runId} test={test} />
        ))}
        {shown.length === 0 ? <p className="text-soft p-4">No test matches. Clear the words or the filter.</p> : null}
      </Panel>
    </>
  );
}

export const TestLine = ({ runId, test }: { runId: string; test: ReportedTest }) => (
  <Link
    to="/runs/$runId/tests/$testKey"
    params={{ runId, testKey: test.key }}
    className="hover:bg-raised flex items-center gap-3 px-4 py-2.5 focus-visible:-outline-offset-2"
  >
    <StatusIcon status={test.state} />
    <span className="min-w-0 grow">
      <span className="block font-medium break-words">{test.title}</span>
      {test.because || test.failure ? (
        <span className="text-soft block truncate text-xs">{test.because ?? test.failure?.stepTitle}</span>
      ) : null}
    </span>
    <span className="hidden items-center gap-2 sm:flex">
      {test.handling ? <Pill tone="wait">{test.handling}</Pill> : null}
      <Pill>{test.category}</Pill>
      <Pill>{test.priority}</Pill>
    </span>
    <span className="text-soft w-14 text-right text-xs tabular-nums">{duration(test.durationMs)}</span>
  </Link>
);
