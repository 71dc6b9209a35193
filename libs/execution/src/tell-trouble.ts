import type { SandboxResult } from '@testforge/platform/sandbox';
import type { Recorder } from './record-results.js';
import { withoutColours } from './read-mismatch.js';

export interface Ending {
  recorder: Recorder;
  sandbox: Pick<SandboxResult, 'ended' | 'exitCode' | 'stderrTail'>;
  hasGap: boolean;
  baseUrl: string;
  executionMs: number;
}

/** Why the run as a whole could not be carried out, in one sentence; undefined where each result stands for itself. */
export function tellTrouble({ recorder, sandbox, hasGap, baseUrl, executionMs }: Ending): string | undefined {
  const reason = recorder.unreachable();
  if (reason !== null) return `The app at ${baseUrl} cannot be reached (${reason}).`;
  if (recorder.attempts() === 0 && recorder.errors.length > 0)
    return `The project does not load: ${firstLines(recorder.errors[0] ?? '')}`;
  if (sandbox.ended === 'cancelled') return undefined;
  if (sandbox.ended === 'timeout' || recorder.endStatus() === 'timedout')
    return `The tests did not end within ${Math.round(executionMs / 1000)} s.`;
  if (sandbox.ended !== 'exited')
    return `The sandbox stopped the tests: they went over the limit for ${sandbox.ended}.`;
  if (hasGap) return 'The output of the test runner was tampered with; some results may be missing.';
  if (recorder.endStatus() === null)
    return `The test runner ended before its time with code ${sandbox.exitCode}: ${firstLines(sandbox.stderrTail)}`;
  return undefined;
}

/** Whether something from outside ended the runner, so that what had not ended may well end in another sandbox. */
export const wasCutOff = ({ recorder, sandbox, hasGap }: Ending): boolean =>
  sandbox.ended === 'exited' &&
  !hasGap &&
  recorder.endStatus() === null &&
  recorder.unreachable() === null &&
  (recorder.attempts() > 0 || recorder.errors.length === 0);

const firstLines = (text: string): string =>
  withoutColours(text).trim().split('\n').slice(0, 6).join('\n').slice(0, 2_000);
