import { clsx } from 'clsx';
import { tones, type Tone } from './status.js';

export interface Counts {
  passed: number;
  passedAfterHealing: number;
  waiting: number;
  failed: number;
  flaky: number;
}

const parts: [keyof Counts, string, Tone][] = [
  ['passed', 'passed', 'good'],
  ['passedAfterHealing', 'passed after healing', 'healed'],
  ['flaky', 'flaky', 'odd'],
  ['waiting', 'waiting', 'wait'],
  ['failed', 'failed', 'bad'],
];

export const countWords = (counts: Counts): string =>
  parts
    .filter(([key]) => counts[key] > 0)
    .map(([key, words]) => `${counts[key]} ${words}`)
    .join(', ') || 'no tests';

/** The shares of a run's tests; its words are read out and shown on hover. */
export function CountsBar({ counts, className }: { counts: Counts; className?: string }) {
  const words = countWords(counts);
  return (
    <div
      role="img"
      aria-label={words}
      title={words}
      className={clsx('bg-quiet-tint flex h-2 gap-px overflow-hidden rounded-full', className)}
    >
      {parts.map(([key, , tone]) =>
        counts[key] > 0 ? <div key={key} className={tones[tone].fill} style={{ flexGrow: counts[key] }} /> : null,
      )}
    </div>
  );
}
