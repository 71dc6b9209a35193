import { clsx } from 'clsx';
import {
  Ban,
  BandageIcon,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CirclePause,
  CircleX,
  Clock,
  CloudOff,
  LoaderCircle,
  Shuffle,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';

interface Face {
  words: string;
  icon: LucideIcon;
  tone: Tone;
}
export type Tone = 'good' | 'healed' | 'wait' | 'bad' | 'odd' | 'quiet' | 'accent';

/** Every status a run or a test may have: never told by colour alone. */
export const faces = {
  passed: { words: 'Passed', icon: CircleCheck, tone: 'good' },
  passed_after_healing: { words: 'Passed after healing', icon: BandageIcon, tone: 'healed' },
  waiting: { words: 'Waits for you', icon: CircleHelp, tone: 'wait' },
  regression: { words: 'Regression', icon: CircleX, tone: 'bad' },
  failed: { words: 'Failed', icon: CircleX, tone: 'bad' },
  environment: { words: 'Could not be judged', icon: CloudOff, tone: 'odd' },
  flaky: { words: 'Flaky', icon: Shuffle, tone: 'odd' },
  not_run: { words: 'Not run', icon: CircleDashed, tone: 'quiet' },
  skipped: { words: 'Skipped', icon: CircleDashed, tone: 'quiet' },
  interrupted: { words: 'Interrupted', icon: CircleDashed, tone: 'quiet' },
  error: { words: 'Could not finish', icon: TriangleAlert, tone: 'bad' },
  cancelled: { words: 'Cancelled', icon: Ban, tone: 'quiet' },
  queued: { words: 'Queued', icon: Clock, tone: 'quiet' },
  running: { words: 'Running', icon: LoaderCircle, tone: 'accent' },
  paused: { words: 'Paused', icon: CirclePause, tone: 'quiet' },
  done: { words: 'Done', icon: CircleCheck, tone: 'good' },
} as const satisfies Record<string, Face>;
export type Status = keyof typeof faces;

export const faceOf = (status: string): Face =>
  (faces as Record<string, Face>)[status] ?? { words: status, icon: CircleDashed, tone: 'quiet' };

export const tones: Record<Tone, { text: string; tint: string; fill: string }> = {
  good: { text: 'text-good', tint: 'bg-good-tint text-good', fill: 'bg-good-fill' },
  healed: { text: 'text-healed', tint: 'bg-healed-tint text-healed', fill: 'bg-healed-fill' },
  wait: { text: 'text-wait', tint: 'bg-wait-tint text-wait', fill: 'bg-wait-fill' },
  bad: { text: 'text-bad', tint: 'bg-bad-tint text-bad', fill: 'bg-bad-fill' },
  odd: { text: 'text-odd', tint: 'bg-odd-tint text-odd', fill: 'bg-odd-fill' },
  quiet: { text: 'text-quiet', tint: 'bg-quiet-tint text-quiet', fill: 'bg-quiet-fill' },
  accent: { text: 'text-accent', tint: 'bg-accent-tint text-accent', fill: 'bg-accent' },
};

export function StatusIcon({ status, className = 'size-4' }: { status: string; className?: string }) {
  const { icon: Icon, tone, words } = faceOf(status);
  return (
    <span title={words} className="inline-flex shrink-0">
      <Icon className={clsx(className, tones[tone].text, status === 'running' && 'animate-spin')} aria-hidden />
      <span className="sr-only">{words}</span>
    </span>
  );
}

/** Colour, icon and word. */
export function StatusBadge({ status, large }: { status: string; large?: boolean }) {
  const { icon: Icon, tone, words } = faceOf(status);
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 rounded-full font-medium whitespace-nowrap',
        large ? 'px-3 py-1 text-sm' : 'px-2 py-0.5 text-xs',
        tones[tone].tint,
      )}
    >
      <Icon className={clsx(large ? 'size-4' : 'size-3.5', status === 'running' && 'animate-spin')} aria-hidden />
      {words}
    </span>
  );
}

export const Pill = ({ tone = 'quiet', children }: { tone?: Tone; children: React.ReactNode }) => (
  <span className={clsx('rounded px-1.5 py-0.5 text-xs font-medium whitespace-nowrap', tones[tone].tint)}>
    {children}
  </span>
);
