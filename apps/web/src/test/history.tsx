import { Link } from '@tanstack/react-router';
import type { TestDetail } from '../api.js';
import { Panel } from '../ui/panel.js';
import { faceOf, StatusIcon } from '../ui/status.js';
import { ago, duration } from '../words.js';

/** What became of this test, run by run. */
export const History = ({ history }: { history: TestDetail['history'] }) => (
  <Panel className="divide-line divide-y">
    {history.map(({ runId, release, createdAt, state, durationMs }) => (
      <Link
        key={runId}
        to="/runs/$runId"
        params={{ runId }}
        className="hover:bg-raised flex items-center gap-2.5 px-4 py-2 text-xs focus-visible:-outline-offset-2"
      >
        <StatusIcon status={state} />
        <span className="grow">{faceOf(state).words}</span>
        {release ? <span className="text-soft">Release {release}</span> : null}
        <span className="text-soft tabular-nums">{duration(durationMs)}</span>
        <span className="text-soft w-24 text-right">{ago(createdAt)}</span>
      </Link>
    ))}
  </Panel>
);
