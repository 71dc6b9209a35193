import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { TestDetail } from '../api.js';
import { FailurePanel } from '../test/failure-panel.js';
import { FileLinks } from '../test/file-links.js';
import { HealCard } from '../test/heal-card.js';
import { History } from '../test/history.js';
import { PastHeals } from '../test/past-heals.js';
import { ReceiptSection } from '../test/receipt.js';
import { Steps } from '../test/steps.js';
import { Code } from '../ui/code.js';
import { CopyButton } from '../ui/copy.js';
import { PageHead } from '../ui/page-head.js';
import { Facts, Panel, Section } from '../ui/panel.js';
import { Picture } from '../ui/picture.js';
import { Asked } from '../ui/query.js';
import { StatusBadge } from '../ui/status.js';
import { duration } from '../words.js';
import { runQuery, testQuery } from './queries.js';

export function TestPage() {
  const { runId, testKey } = useParams({ from: '/inside/runs/$runId/tests/$testKey' });
  const detail = useQuery(testQuery(runId, testKey));
  const run = useQuery(runQuery(runId));
  return (
    <Asked query={detail} page="Test">
      {(data) => (
        <>
          <PageHead
            title={data.test.title}
            kicker={
              <>
                <Link to="/projects">Projects</Link> <span aria-hidden>/</span>
                {run.data ? (
                  <Link to="/projects/$projectId" params={{ projectId: run.data.project.id }}>
                    {run.data.project.name}
                  </Link>
                ) : null}{' '}
                <span aria-hidden>/</span>
                <Link to="/runs/$runId" params={{ runId }} search={{ tab: 'tests' }}>
                  {run.data?.release ? `Release ${run.data.release}` : 'Run'}
                </Link>
                <StatusBadge status={data.test.state} />
              </>
            }
            facts={
              <Facts
                items={[
                  ['Protects', data.test.flow],
                  ['Kind', data.test.category],
                  ['Priority', data.test.priority],
                  ['Took', duration(data.test.durationMs)],
                ]}
              />
            }
          />
          <TestView runId={runId} projectId={run.data?.project.id} detail={data} />
        </>
      )}
    </Asked>
  );
}

interface TestViewProps {
  runId: string;
  /** Not known before the run is. */
  projectId: string | undefined;
  detail: TestDetail;
}

function TestView({ runId, projectId, detail }: TestViewProps) {
  const { test, heals, code, artifacts, history } = detail;
  const screenshot = artifacts.findLast(({ kind }) => kind === 'screenshot');
  return (
    <>
      {test.because ? <Panel className="p-4">{test.because}</Panel> : null}
      {test.failure ? <FailurePanel runId={runId} test={test} failure={test.failure} /> : null}
      <div className="mt-8 grid gap-8 lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0">
          <Section title="Steps" note={test.reason}>
            <Steps steps={test.steps} />
          </Section>
          {test.receipt ? <ReceiptSection receipt={test.receipt} /> : null}
        </div>
        <div className="min-w-0">
          {screenshot ? (
            <Section title="When it failed">
              <Picture url={screenshot.url} alt={`The page when “${test.failure?.stepTitle ?? test.title}” failed`} />
            </Section>
          ) : null}
          <FileLinks artifacts={artifacts} />
          <Section title="History" note="The newest run first.">
            <History history={history} />
          </Section>
        </div>
      </div>
      {heals.length ? (
        <div className="mt-10">
          <Section
            title="What healing proposed"
            note="Only the way to the element would change. What the test expects stays as it was."
          >
            <div className="space-y-4">
              {heals.map((heal) => (
                <HealCard key={heal.stepKey} heal={heal} />
              ))}
            </div>
          </Section>
        </div>
      ) : null}
      {projectId ? <PastHeals projectId={projectId} testKey={test.key} /> : null}
      {detail.console.length ? <Console lines={detail.console} /> : null}
      {code ? (
        <div className="mt-10">
          <Section title="Code" note={code.file} actions={<CopyButton text={code.content} label="Copy file" />}>
            <Code content={code.content} first={code.firstLine} last={code.lastLine} label={`Source of ${code.file}`} />
          </Section>
        </div>
      ) : null}
    </>
  );
}

const Console = ({ lines }: { lines: TestDetail['console'] }) => (
  <div className="mt-10">
    <Section title="What the page said on its console">
      <Panel className="divide-line divide-y font-mono text-xs">
        {lines.map(({ type, text }, index) => (
          <p key={index} className="flex gap-3 px-4 py-1.5">
            <span
              className={
                type === 'error' || type === 'exception' ? 'text-bad w-20 shrink-0' : 'text-soft w-20 shrink-0'
              }
            >
              {type}
            </span>
            <span className="min-w-0 break-words whitespace-pre-wrap">{text}</span>
          </p>
        ))}
      </Panel>
    </Section>
  </div>
);
