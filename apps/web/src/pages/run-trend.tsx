import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { RunLine } from '../api.js';
import { Panel } from '../ui/panel.js';

const series = [
  ['passed', 'passed', 'var(--color-good-fill)'],
  ['passedAfterHealing', 'passed after healing', 'var(--color-healed-fill)'],
  ['flaky', 'flaky', 'var(--color-odd-fill)'],
  ['waiting', 'waiting', 'var(--color-wait-fill)'],
  ['failed', 'failed', 'var(--color-bad-fill)'],
] as const;

/** What became of the tests, run by run, the newest on the right. The list below says the same in words. */
export default function RunTrend({ runs }: { runs: RunLine[] }) {
  const data = runs
    .filter((run) => run.tests)
    .slice(0, 30)
    .reverse()
    .map((run) => ({
      name: run.release ?? new Date(run.createdAt).toLocaleDateString('en', { month: 'short', day: 'numeric' }),
      ...run.tests,
    }));
  return (
    <Panel className="p-4">
      <div className="h-40" aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={data} margin={{ top: 4, right: 0, bottom: 0, left: -24 }} accessibilityLayer={false}>
            <XAxis
              dataKey="name"
              tickLine={false}
              axisLine={false}
              tick={{ fill: 'var(--color-soft)', fontSize: 11 }}
            />
            <YAxis
              allowDecimals={false}
              tickLine={false}
              axisLine={false}
              tick={{ fill: 'var(--color-soft)', fontSize: 11 }}
            />
            <Tooltip
              cursor={{ fill: 'var(--color-raised)' }}
              contentStyle={{
                background: 'var(--color-surface)',
                border: '1px solid var(--color-line)',
                borderRadius: 8,
                color: 'var(--color-ink)',
                fontSize: 12,
              }}
            />
            {series.map(([key, name, fill]) => (
              <Bar
                key={key}
                dataKey={key}
                name={name}
                stackId="tests"
                fill={fill}
                maxBarSize={36}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <ul className="text-soft mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {series.map(([key, name, fill]) => (
          <li key={key} className="flex items-center gap-1.5">
            <span className="size-2 rounded-full" style={{ background: fill }} aria-hidden />
            {name}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
