import { clsx } from 'clsx';
import { useEffect, useState } from 'react';
import type { Run } from '../api.js';
import { StatusIcon } from '../ui/status.js';
import { duration, stageWords } from '../words.js';

const firstRun = ['discovery', 'design', 'scriptgen', 'execution', 'reporting'];
const keptRun = ['scriptgen', 'execution', 'healing', 'discovery', 'reporting'];

/** The order of this run: what began, then what is still to come. */
function stagesOf({ stages, status }: Run) {
  const begun = stages.filter(({ name }) => name in stageWords);
  const plan = begun[0]?.name === 'scriptgen' ? keptRun : firstRun;
  const isOver = !['queued', 'running', 'paused'].includes(status);
  const toCome = isOver ? [] : plan.filter((name) => !begun.some((stage) => stage.name === name));
  return [...begun, ...toCome.map((name) => ({ name, status: 'to_come', startedAt: null, endedAt: null }))];
}

/** The time now, every second while it is asked for. */
function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

export function StageLine({ run }: { run: Run }) {
  const now = useNow(run.status === 'running');
  return (
    <ol className="grid grid-cols-2 gap-2 sm:flex">
      {stagesOf(run).map(({ name, status, startedAt, endedAt }) => (
        <li
          key={name}
          aria-current={status === 'running' ? 'step' : undefined}
          className={clsx(
            'border-line flex min-w-0 grow items-center gap-2 rounded-lg border px-3 py-2',
            status === 'running'
              ? 'border-accent bg-accent-tint'
              : status === 'to_come'
                ? 'text-soft border-dashed'
                : 'bg-surface',
          )}
        >
          {status === 'to_come' ? null : <StatusIcon status={status} />}
          <span className="min-w-0">
            <span className="block truncate font-medium">{stageWords[name]}</span>
            <span className="text-soft block text-xs tabular-nums">
              {startedAt
                ? duration(
                    (endedAt ? Date.parse(endedAt) : Math.max(now, Date.parse(startedAt))) - Date.parse(startedAt),
                  )
                : 'to come'}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
