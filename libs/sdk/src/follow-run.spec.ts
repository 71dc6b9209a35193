import { describe, expect, it } from 'vitest';
import { sampleRun } from '../test/sample-run.js';
import { ApiProblem, type Run, type TestForge } from './client.js';
import { followRun } from './follow-run.js';

/** A client whose looks give the answers one after another, the last one for ever. */
function clientOf(answers: (Run | Error)[]): Pick<TestForge, 'getRun' | 'cancelRun'> & { cancelled: string[] } {
  const cancelled: string[] = [];
  const getRun = async (): Promise<Run> => {
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? new Error('none');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return {
    cancelled,
    getRun,
    cancelRun: async (id) => (cancelled.push(id), sampleRun()),
  };
}

const stage = { name: 'discovery', status: 'running', startedAt: null, endedAt: null };
const end = sampleRun({ status: 'passed' });

describe('following a run', () => {
  it('tells each change once and gives back its end', async () => {
    const seen: string[] = [];
    const client = clientOf([sampleRun(), sampleRun(), sampleRun({ stages: [stage] }), end]);
    expect(
      await followRun(client, 'r', {
        everyMs: 0,
        onChange: (run) => void seen.push(`${run.status} ${run.stages.length}`),
      }),
    ).toBe(end);
    expect(seen).toEqual(['running 0', 'running 1', 'passed 0']);
  });
  it.each(['passed', 'passed_after_healing', 'waiting', 'failed', 'cancelled', 'error'] as const)(
    'ends at “%s”',
    async (status) => {
      expect((await followRun(clientOf([sampleRun({ status })]), 'r', { everyMs: 0 })).status).toBe(status);
    },
  );
  it('asks again a server that is away for a moment', async () => {
    expect(
      await followRun(clientOf([new TypeError('fetch failed'), new ApiProblem(503, 'upstream', 'away'), end]), 'r', {
        everyMs: 0,
      }),
    ).toBe(end);
  });
  it('gives up on a server that stays away', async () => {
    await expect(
      followRun(clientOf([new TypeError('fetch failed')]), 'r', { everyMs: 1, awayForMs: 5 }),
    ).rejects.toThrow('fetch failed');
  });
  it('throws a refusal at once', async () => {
    await expect(
      followRun(clientOf([new ApiProblem(401, 'auth.bad_key', 'no')]), 'r', { everyMs: 0 }),
    ).rejects.toMatchObject({ status: 401 });
  });
  it('asks the run to stop once when the signal comes, and still waits for its end', async () => {
    const stop = new AbortController();
    const client = clientOf([sampleRun(), sampleRun(), sampleRun({ status: 'cancelled' })]);
    const run = await followRun(client, 'r', { everyMs: 0, signal: stop.signal, onChange: () => stop.abort() });
    expect([run.status, client.cancelled]).toEqual(['cancelled', ['r']]);
  });
  it('asks the run to stop when the signal came before it was followed', async () => {
    const client = clientOf([sampleRun({ status: 'cancelled' })]);
    await followRun(client, 'r', { everyMs: 0, signal: AbortSignal.abort() });
    expect(client.cancelled).toEqual(['r']);
  });
});
