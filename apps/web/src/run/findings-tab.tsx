import type { Report } from '../api.js';
import { Empty, Panel } from '../ui/panel.js';
import { Pill, type Tone } from '../ui/status.js';

const tones: Record<string, Tone> = { critical: 'bad', serious: 'bad', moderate: 'wait', minor: 'quiet' };
const kinds: Record<string, string> = {
  server_error: 'server error',
  page_error: 'script error',
  dead_link: 'dead link',
  failed_request: 'failed request',
  console_error: 'console error',
  accessibility: 'accessibility',
  exposed_secret: 'exposed secret',
  security: 'security',
};

const valueOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What was broken at first sight. No test expects any of it. */
export const FindingsTab = ({ findings }: { findings: Report['findings'] }) =>
  findings.length === 0 ? (
    <Empty title="Nothing was broken at first sight">
      No server error, script error, dead link or serious accessibility fault was met while exploring.
    </Empty>
  ) : (
    <Panel className="divide-line divide-y overflow-hidden">
      {findings.map((finding) => (
        <details key={finding.key} className="group">
          <summary className="hover:bg-raised flex items-start gap-3 px-4 py-3 focus-visible:-outline-offset-2">
            <span className="w-20 shrink-0 pt-0.5">
              <Pill tone={tones[finding.severity] ?? 'quiet'}>{finding.severity}</Pill>
            </span>
            <span className="min-w-0 grow">
              <span className="block font-medium break-words">{finding.title}</span>
              <span className="text-soft block truncate text-xs">
                {kinds[finding.kind] ?? finding.kind} · {finding.url}
              </span>
            </span>
          </summary>
          <dl className="bg-raised grid gap-x-4 gap-y-1 px-4 py-3 text-xs sm:grid-cols-[8rem_1fr]">
            {Object.entries(finding.evidence).map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-soft">{name}</dt>
                <dd className="font-mono break-words whitespace-pre-wrap">{valueOf(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </Panel>
  );
