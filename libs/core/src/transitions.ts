/** Legal moves as tables; a move that is not listed is refused. */
export const runMoves = {
  queued: ['running', 'cancelled', 'error'],
  running: ['paused', 'passed', 'passed_after_healing', 'waiting', 'failed', 'cancelled', 'error'],
  paused: ['running', 'cancelled', 'error'],
  waiting: ['passed', 'passed_after_healing', 'failed'],
  passed: [],
  passed_after_healing: [],
  failed: [],
  cancelled: [],
  error: [],
} as const satisfies Record<string, readonly string[]>;
export type RunPhase = keyof typeof runMoves;

export const healingMoves = {
  proposed: ['asked', 'applied', 'rejected'],
  asked: ['applied', 'rejected'],
  applied: ['proven', 'rejected', 'rolled_back'],
  proven: ['rolled_back'],
  rejected: [],
  rolled_back: [],
} as const satisfies Record<string, readonly string[]>;
export type HealingStatus = keyof typeof healingMoves;

/** Whether `table` lets something in state `from` become `to`. */
export const mayMove = <T extends Record<string, readonly string[]>>(table: T, from: keyof T, to: string): boolean =>
  table[from]?.includes(to) ?? false;

/** Run phases that end a run for good; `waiting` is an end too until a person answers. */
export const endedPhases: readonly RunPhase[] = [
  'passed',
  'passed_after_healing',
  'waiting',
  'failed',
  'cancelled',
  'error',
];
