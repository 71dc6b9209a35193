import type { Report } from '../api.js';
import { Empty, Panel, Section } from '../ui/panel.js';
import { amount, duration, stageWords } from '../words.js';

/** For those who want to know exactly: where the time went, what was sent to the app, what was left out and why. */
export const RecordTab = ({ report }: { report: Report }) => (
  <>
    <Section title="Where the time went">
      <Times stagesMs={report.stagesMs} />
    </Section>
    <Section
      title={amount(report.ledger.length, 'writing request')}
      note="Every request that may change something, as it was sent to the app."
    >
      {report.ledger.length ? <Ledger ledger={report.ledger} /> : <Empty title="Nothing was written to the app" />}
    </Section>
    <Section title="Left out, and why">
      {report.leftOut.length ? (
        <Panel className="divide-line divide-y">
          {report.leftOut.map(({ key, title, reason }) => (
            <div key={key} className="px-4 py-2.5">
              <p className="font-medium">{title}</p>
              <p className="text-soft text-xs">{reason}</p>
            </div>
          ))}
        </Panel>
      ) : (
        <Empty title="Nothing was left out" />
      )}
    </Section>
  </>
);

function Times({ stagesMs }: { stagesMs: Report['stagesMs'] }) {
  const stages = Object.entries(stagesMs).filter(([, ms]) => ms > 0);
  const longest = Math.max(...stages.map(([, ms]) => ms), 1);
  return (
    <Panel className="space-y-2 p-4">
      {stages.map(([name, ms]) => (
        <div key={name} className="grid grid-cols-[8rem_1fr_5rem] items-center gap-3">
          <span>{stageWords[name] ?? name}</span>
          <span className="bg-raised h-2 rounded-full" aria-hidden>
            <span className="bg-accent block h-2 rounded-full" style={{ width: `${(ms / longest) * 100}%` }} />
          </span>
          <span className="text-soft text-right tabular-nums">{duration(ms)}</span>
        </div>
      ))}
    </Panel>
  );
}

/** Equal requests are one line with their number. */
function fold(ledger: Report['ledger']): { text: string; method: string; status: number | null; count: number }[] {
  const lines = new Map<string, { text: string; method: string; status: number | null; count: number }>();
  for (const { method, urlTemplate, status } of ledger) {
    const key = `${method} ${urlTemplate} ${status}`;
    const line = lines.get(key) ?? { text: urlTemplate, method, status, count: 0 };
    lines.set(key, { ...line, count: line.count + 1 });
  }
  return [...lines.values()].sort((a, b) => b.count - a.count);
}

const Ledger = ({ ledger }: { ledger: Report['ledger'] }) => (
  <Panel>
    <div role="region" aria-label="Writing requests" tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-left">
        <thead className="text-soft text-xs">
          <tr>
            <th className="px-4 py-2 font-medium">Method</th>
            <th className="px-4 py-2 font-medium">Address</th>
            <th className="px-4 py-2 font-medium">Answer</th>
            <th className="px-4 py-2 text-right font-medium">Times</th>
          </tr>
        </thead>
        <tbody className="divide-line divide-y">
          {fold(ledger).map(({ text, method, status, count }) => (
            <tr key={`${method} ${text} ${status}`}>
              <td className="px-4 py-1.5 font-mono text-xs">{method}</td>
              <td className="px-4 py-1.5 font-mono text-xs break-all">{text}</td>
              <td className="px-4 py-1.5 tabular-nums">{status ?? 'none'}</td>
              <td className="px-4 py-1.5 text-right tabular-nums">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Panel>
);
