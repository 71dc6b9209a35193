/** `1 test`, `2 tests`. */
export const amount = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 3600
    ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
    : `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `3 minutes ago`. */
export function ago(date: string, now = Date.now()): string {
  const seconds = (Date.parse(date) - now) / 1000;
  const unit = units.find(([, size]) => Math.abs(seconds) >= size);
  return unit ? relative.format(Math.round(seconds / unit[1]), unit[0]) : 'just now';
}

export const moment = (date: string): string =>
  new Date(date).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** An address as people say it: without what goes without saying. */
export const shortAddress = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '');

export const stageWords: Record<string, string> = {
  discovery: 'Explore',
  design: 'Design',
  scriptgen: 'Write code',
  execution: 'Run tests',
  gate: 'Run again',
  receipts: 'See tests fail',
  healing: 'Judge and heal',
  reporting: 'Report',
};

export const waitingWords = {
  approval: 'A repair is likely, but not certain enough to apply without you.',
  wording: 'A wording that a test asserts has changed. Is the new one intended?',
  intended: 'The behaviour changed in a way that may be intended. Say whether it is.',
} as const;
