import type { ReportedTest } from '../api.js';

/** What a person may answer. */
export function AnswerButtons(_: { runId: string; test: ReportedTest; failure: NonNullable<ReportedTest['failure']> }) {
  return null;
}
