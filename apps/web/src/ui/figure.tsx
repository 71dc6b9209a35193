import { clsx } from 'clsx';
import { tones, type Tone } from './status.js';

/** A number and what it counts; it takes its colour only when there is something to count. */
export const Figure = ({ value, label, tone = 'quiet' }: { value: number | string; label: string; tone?: Tone }) => (
  <div className="border-line bg-surface rounded-lg border px-4 py-3">
    <p
      className={clsx(
        'text-2xl font-semibold tabular-nums',
        value === 0 ? 'text-soft' : tone === 'quiet' ? 'text-ink' : tones[tone].text,
      )}
    >
      {value}
    </p>
    <p className="text-soft text-xs">{label}</p>
  </div>
);
