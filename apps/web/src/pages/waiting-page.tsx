import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { PageHead } from '../ui/page-head.js';
import { Empty, Panel, Section } from '../ui/panel.js';
import { Pill, StatusIcon } from '../ui/status.js';
import { Loading } from '../ui/loading.js';
import { Trouble } from '../ui/trouble.js';
import { ago, waitingWords } from '../words.js';
import { useWaiting, type WaitingTest } from './use-waiting.js';

const kinds: { key: string; title: string; note: string; fits(item: WaitingTest): boolean }[] = [
  {
    key: 'regression',
    title: 'Regressions',
    note: 'Broken, as far as we can tell. If the change was intended, say so and the test learns the new behaviour.',
    fits: ({ test }) => test.state === 'regression',
  },
  {
    key: 'approval',
    title: 'Repairs',
    note: waitingWords.approval,
    fits: ({ test }) => test.failure?.waitingFor === 'approval',
  },
  {
    key: 'wording',
    title: 'Wordings',
    note: 'A text that a test asserts has changed.',
    fits: ({ test }) => test.failure?.waitingFor === 'wording',
  },
  {
    key: 'intended',
    title: 'Changed behaviour',
    note: 'Something is gone or different that may have been meant so.',
    fits: ({ test }) => test.state === 'waiting' && test.failure?.waitingFor === 'intended',
  },
];

/** Everything that only a person can decide, from the newest run of each project. */
export function WaitingPage() {
  const { data, error, retry } = useWaiting();
  return (
    <>
      <PageHead
        title="Waiting for you"
        facts={<p className="text-soft">What the newest run of each project cannot decide by itself.</p>}
      />
      {error ? <Trouble error={error} onRetry={retry} /> : null}
      {data && (data.length > 0 || !error) ? <Kinds items={data} /> : error ? null : <Loading />}
    </>
  );
}

const Kinds = ({ items }: { items: WaitingTest[] }) =>
  items.length === 0 ? (
    <Empty title="Nothing waits for you">When a run finds something it must not decide alone, it appears here.</Empty>
  ) : (
    <>
      {kinds.map(({ key, title, note, fits }) => {
        const those = items.filter(fits);
        return those.length ? (
          <Section key={key} title={`${title} (${those.length})`} note={note}>
            <Panel className="divide-line divide-y overflow-hidden">
              {those.map((item) => (
                <Line key={`${item.runId} ${item.test.key}`} item={item} />
              ))}
            </Panel>
          </Section>
        ) : null;
      })}
    </>
  );

const Line = ({ item: { projectName, runId, release, createdAt, test, others } }: { item: WaitingTest }) => (
  <Link
    to="/runs/$runId/tests/$testKey"
    params={{ runId, testKey: test.key }}
    className="hover:bg-raised flex items-start gap-3 px-4 py-3 focus-visible:-outline-offset-2"
  >
    <span className="pt-0.5">
      <StatusIcon status={test.state} />
    </span>
    <span className="min-w-0 grow">
      <span className="block font-medium break-words">{test.failure?.question?.words ?? test.title}</span>
      <span className="text-soft block text-xs">
        {test.failure?.question ? test.title : test.failure?.stepTitle}
        {others.length ? `, and ${others.length === 1 ? 'another test' : `${others.length} other tests`}` : ''}
      </span>
      {test.failure?.expected === undefined || test.failure.question?.after ? null : (
        <span className="text-soft mt-1 block text-xs break-words">
          expected <code className="text-good">{test.failure.expected}</code>, saw{' '}
          <code className="text-bad">{test.failure.actual ?? 'nothing'}</code>
        </span>
      )}
    </span>
    <span className="hidden shrink-0 text-right sm:block">
      <Pill>{projectName}</Pill>
      <span className="text-soft mt-1 block text-xs">
        {release ? `Release ${release} · ` : ''}
        {ago(createdAt)}
      </span>
    </span>
    <ChevronRight className="text-soft mt-1 hidden size-4 sm:block" aria-hidden />
  </Link>
);
