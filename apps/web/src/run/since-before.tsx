import { Link } from '@tanstack/react-router';
import type { Report } from '../api.js';
import { Panel, Section } from '../ui/panel.js';
import { Pill, type Tone } from '../ui/status.js';

type Difference = NonNullable<Report['difference']>;

const kinds = [
  ['broken', 'broke', 'bad'],
  ['newFindings', 'new finding', 'wait'],
  ['mended', 'mended', 'good'],
  ['added', 'new test', 'accent'],
  ['gone', 'gone', 'quiet'],
] as const satisfies [keyof Difference, string, Tone][];

/** What is different from the run before this one. */
export function SinceBefore({ difference }: { difference: Difference | undefined }) {
  if (!difference) return null;
  const lines = kinds.flatMap(([kind, words, tone]) => difference[kind].map((title) => ({ title, words, tone })));
  if (lines.length === 0) return null;
  return (
    <Section
      title="Since the run before"
      actions={
        <Link to="/runs/$runId" params={{ runId: difference.previousRun }} className="text-accent text-xs underline">
          See that run
        </Link>
      }
    >
      <Panel className="divide-line divide-y">
        {lines.map(({ title, words, tone }) => (
          <p key={`${words} ${title}`} className="flex items-start gap-3 px-4 py-2">
            <span className="w-20 shrink-0">
              <Pill tone={tone}>{words}</Pill>
            </span>
            <span className="min-w-0 break-words">{title}</span>
          </p>
        ))}
      </Panel>
    </Section>
  );
}
