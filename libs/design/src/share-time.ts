import type { Draft } from './draft.js';

/** Waves in order of worth, should the time not be enough for all. */
export const waves = ['entering', 'forms', 'finding', 'refusals', 'leaving', 'ways', 'opening'] as const;
export type Wave = (typeof waves)[number];

const waveOfDesigner: Record<string, Wave> = {
  search: 'finding',
  filter: 'finding',
  sorting: 'finding',
  paging: 'finding',
  totals: 'finding',
  figures: 'finding',
  'deep-link': 'finding',
  boundary: 'refusals',
  'untold-limit': 'refusals',
  'item-view': 'ways',
  widgets: 'ways',
  'list-detail': 'finding',
  'form-required': 'refusals',
  'form-saving-way': 'refusals',
  'record-spoil': 'refusals',
  'record-forgo': 'refusals',
  'record-twice': 'refusals',
  'record-set': 'refusals',
  'record-ticked': 'refusals',
  'record-act': 'refusals',
  'extend-required': 'refusals',
  'extend-twice': 'refusals',
  'extend-deleted': 'refusals',
  'as-typed': 'refusals',
  'log-in-refused': 'refusals',
  'log-in-leads': 'refusals',
  guarded: 'refusals',
  'role-deny': 'refusals',
  'role-allow': 'refusals',
  'error-page': 'ways',
  navigation: 'ways',
  smoke: 'opening',
  walk: 'opening',
};

const waveOf = ({ setup, tags, designer }: Draft): Wave =>
  setup !== undefined ? 'entering' : tags.includes('log-out') ? 'leaving' : (waveOfDesigner[designer] ?? 'forms');

/** Whether a draft only opens what is there. */
export const opensOnly = (draft: Draft): boolean => ['ways', 'opening'].includes(waveOf(draft));

/** Whether a draft is about what stays shut to somebody. */
export const staysShut = ({ designer }: Draft): boolean => ['guarded', 'role-deny'].includes(designer);

/**
 * What is carried out by one hand, one after the other: a draft, and the one that deletes what it makes. What else is done
 * with that waits until every form had its turn.
 */
export function chainsOf(drafts: readonly Draft[], wave: Wave): Draft[][] {
  const inWave = drafts.filter((draft) => waveOf(draft) === wave);
  const keys = new Set(inWave.map(({ key }) => key));
  const isFollower = ({ watch: { follows } }: Draft): boolean => follows !== undefined && keys.has(follows);
  const isSecond = ({ watch: { insteadOf } }: Draft): boolean => insteadOf !== undefined && keys.has(insteadOf);
  const deletes = ({ watch }: Draft): boolean => watch.record === 'delete';
  const first = inWave
    .filter((draft) => !isFollower(draft) && !isSecond(draft))
    .map((draft) => [
      draft,
      ...inWave.filter((other) => other.watch.follows === draft.key && deletes(other)),
      ...inWave.filter((other) => other.watch.insteadOf === draft.key),
    ]);
  return [...first, ...inWave.filter((draft) => isFollower(draft) && !deletes(draft)).map((draft) => [draft])];
}

/** Parts of the time that each wave may take while others still wait: what writes is dear, and must not leave the rest untried. */
const shares: Record<Wave, number> = {
  entering: 16,
  forms: 6,
  finding: 3,
  refusals: 2,
  leaving: 1,
  ways: 3,
  opening: 2,
};

/**
 * Until when a wave may begin something new, in the unit of `now` and `deadline`: its share of what is left, among the
 * waves that still wait. What a wave does not use is left to those behind it; what it did not get to is tried at the end.
 */
export function untilOf(wave: Wave, waiting: ReadonlySet<Wave>, now: number, deadline: number): number {
  const behind = waves.slice(waves.indexOf(wave)).filter((each) => each === wave || waiting.has(each));
  const all = behind.reduce((sum, each) => sum + shares[each], 0);
  return now + ((deadline - now) * shares[wave]) / all;
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** The waves for the time that is left at the end: the cheap before the dear, for more of them fit. `took`: what those of a wave took so far. */
export const cheapFirst = (took: (wave: Wave) => readonly number[]): Wave[] =>
  waves.toSorted((a, b) => mean(took(a)) - mean(took(b)));
