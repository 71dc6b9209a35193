import { expect, test } from 'vitest';
import type { Recorder } from './record-results.js';
import { tellTrouble, wasCutOff, type Ending } from './tell-trouble.js';

const recorder = (change: {
  errors?: string[];
  attempts?: number;
  end?: string | null;
  unreachable?: string;
}): Recorder => ({
  handle: () => Promise.resolve(),
  results: () => [],
  ledger: [],
  errors: change.errors ?? [],
  attempts: () => change.attempts ?? 1,
  endStatus: () => (change.end === undefined ? 'passed' : change.end),
  unreachable: () => change.unreachable ?? null,
});
const ending = (change: Partial<Ending>): Ending => ({
  recorder: recorder({}),
  sandbox: { ended: 'exited', exitCode: 0, stderrTail: '' },
  hasGap: false,
  baseUrl: 'http://shop',
  executionMs: 60_000,
  ...change,
});
const sandbox = (ended: 'timeout' | 'memory' | 'cancelled') => ({ ended, exitCode: null, stderrTail: '' });

test('a run that went through, or that a person stopped, has no trouble', () => {
  expect(tellTrouble(ending({}))).toBeUndefined();
  expect(tellTrouble(ending({ recorder: recorder({ end: null }), sandbox: sandbox('cancelled') }))).toBeUndefined();
});

test('each trouble is told in a sentence', () => {
  expect(tellTrouble(ending({ recorder: recorder({ unreachable: 'net::ERR_CONNECTION_REFUSED' }) }))).toBe(
    'The app at http://shop cannot be reached (net::ERR_CONNECTION_REFUSED).',
  );
  expect(tellTrouble(ending({ recorder: recorder({ attempts: 0, errors: ['SyntaxError: x'] }) }))).toBe(
    'The project does not load: SyntaxError: x',
  );
  expect(tellTrouble(ending({ recorder: recorder({ end: null }), sandbox: sandbox('timeout') }))).toBe(
    'The tests did not end within 60 s.',
  );
  expect(tellTrouble(ending({ recorder: recorder({ end: null }), sandbox: sandbox('memory') }))).toMatch(
    /limit for memory/,
  );
  expect(tellTrouble(ending({ hasGap: true }))).toMatch(/tampered/);
  expect(
    tellTrouble(
      ending({ recorder: recorder({ end: null }), sandbox: { ended: 'exited', exitCode: 9, stderrTail: 'boom' } }),
    ),
  ).toMatch(/code 9: boom/);
});

test('a runner that ended from outside is told from one that met a limit, a stop or a broken project', () => {
  const cut = recorder({ end: null });
  expect(wasCutOff(ending({ recorder: cut }))).toBe(true);
  expect(wasCutOff(ending({ recorder: recorder({ end: null, attempts: 0 }) }))).toBe(true);
  expect(wasCutOff(ending({}))).toBe(false);
  for (const ended of ['timeout', 'memory', 'cancelled'] as const)
    expect(wasCutOff(ending({ recorder: cut, sandbox: sandbox(ended) }))).toBe(false);
  expect(wasCutOff(ending({ recorder: cut, hasGap: true }))).toBe(false);
  expect(wasCutOff(ending({ recorder: recorder({ end: null, attempts: 0, errors: ['SyntaxError: x'] }) }))).toBe(false);
  expect(wasCutOff(ending({ recorder: recorder({ end: null, unreachable: 'net::ERR_FAILED' }) }))).toBe(false);
});
