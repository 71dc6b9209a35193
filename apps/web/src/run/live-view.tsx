import { useQuery } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import type { Run, RunTest } from '../api.js';
import { statesQuery } from '../pages/queries.js';
import { Empty, Section } from '../ui/panel.js';
import { StatusIcon } from '../ui/status.js';
import { amount, duration } from '../words.js';
import { progressWords } from './progress-words.js';
import { StageLine } from './stage-line.js';
import { StateGallery } from './state-gallery.js';

/** A run while it goes on: stages, what is happening, tests as they end, the states that were found. */
export function LiveView({ run, tests, connected }: { run: Run; tests: RunTest[]; connected: boolean }) {
  const explored = run.stages.some(({ name, status }) => name === 'discovery' && status === 'done');
  const states = useQuery({ ...statesQuery(run.id), enabled: explored });
  return (
    <>
      <StageLine run={run} />
      <p className="text-soft mt-3 flex min-h-5 items-center gap-2" aria-live="polite">
        {connected ? null : (
          <span className="text-wait flex items-center gap-1.5 font-medium">
            <WifiOff className="size-4" aria-hidden /> Connecting again …
          </span>
        )}
        {run.status === 'paused' ? 'Paused. It goes on where it was when you resume it.' : progressWords(run)}
      </p>
      <div className="mt-8 grid gap-8 lg:grid-cols-2">
        <div className="min-w-0">
          <Section title={tests.length ? amount(tests.length, 'test result') : 'Tests'}>
            {tests.length === 0 ? (
              <Empty title="No test has ended yet">Results appear here one by one, as tests end.</Empty>
            ) : (
              <LiveTests tests={tests} />
            )}
          </Section>
        </div>
        <div className="min-w-0">
          <Section title={states.data ? amount(states.data.length, 'page state') : 'Page states'}>
            {states.data?.length ? (
              <StateGallery states={states.data} />
            ) : (
              <Empty title="Not explored yet">Pictures of what was found appear when the exploration is done.</Empty>
            )}
          </Section>
        </div>
      </div>
    </>
  );
}

const LiveTests = ({ tests }: { tests: RunTest[] }) => (
  <div
    role="region"
    aria-label="Test results so far"
    tabIndex={0}
    className="border-line bg-surface divide-line max-h-[34rem] divide-y overflow-y-auto rounded-lg border"
  >
    {tests.toReversed().map((test) => (
      <div key={`${test.phase} ${test.key}`} className="flex items-center gap-3 px-4 py-2">
        <StatusIcon status={test.status} />
        <span className="min-w-0 grow break-words">
          {test.title}
          {test.phase.startsWith('proof') ? <span className="text-soft text-xs"> · proof of a heal</span> : null}
          {test.phase.startsWith('gate') ? <span className="text-soft text-xs"> · once more</span> : null}
        </span>
        <span className="text-soft text-xs whitespace-nowrap tabular-nums">{duration(test.durationMs)}</span>
      </div>
    ))}
  </div>
);
