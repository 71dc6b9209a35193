import { Report } from '@testforge/core';
import type { TestForge } from '@testforge/sdk';

/** The report of a run, as the API gives it. */
export const readReport = async (client: TestForge, runId: string): Promise<Report> =>
  Report.parse(JSON.parse(new TextDecoder().decode(await client.download(runId, 'report'))));

/** Every test that did not simply pass, and why, in lines for whoever reads a failed check. */
export const tellFailures = ({ tests, error }: Report): string =>
  [
    ...(error ? [error] : []),
    ...tests
      .filter(({ state }) => state !== 'passed')
      .map(({ state, title, failure }) => `${state}: ${title}: ${JSON.stringify(failure ?? null)}`),
  ].join('\n');
