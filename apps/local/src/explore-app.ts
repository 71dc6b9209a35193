import { randomUUID } from 'node:crypto';
import type { BrowserJobs } from '@testforge/browser';
import type { AppModel, TenantContext, TestPlan } from '@testforge/core';
import { createDesign } from '@testforge/design';
import { readFeature } from '@testforge/design/scenarios';
import { createDiscovery } from '@testforge/discovery';
import { defaultInteraction } from '@testforge/runs/interaction';
import type { Explored, ExploreRequest } from './explore-request.js';

export interface ExploreDeps {
  jobs: BrowserJobs;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

export interface ExploreIo {
  /** How far it is, for people. */
  tell(line: string): void;
  signal?: AbortSignal;
}

/** Nobody's: what is found stays on this machine. */
const nobody = '00000000-0000-4000-8000-000000000000';

/** Pictures have no place without a platform, so no state names one. */
const withoutPictures = (model: AppModel): AppModel => ({
  ...model,
  states: model.states.map(({ screenshot: _screenshot, ...state }) => state),
});

function scorecardOf(model: AppModel, plan: TestPlan | undefined): Explored['scorecard'] {
  return {
    ...model.scorecard,
    ...model.coverage,
    findings: model.findings.length,
    notVisited: model.notVisited.length,
    discoveryMs: model.durationMs,
    ...(plan && {
      designed: plan.designed,
      kept: plan.tests.length,
      functional: plan.tests.filter(({ category }) => category === 'functional').length,
      leftOut: plan.leftOut.length,
      designMs: plan.durationMs,
      ...(plan.industry && { usualFlows: plan.industry.flows, usualFlowsCovered: plan.industry.covered }),
      ...(plan.probed && { probed: plan.probed.done, probesPlanned: plan.probed.planned }),
    }),
  };
}

/**
 * Explores an app, and for `design` designs its tests, by the very rooms that a run goes through, without a platform.
 * Throws what they throw.
 */
export async function exploreApp(request: ExploreRequest, deps: ExploreDeps, io: ExploreIo): Promise<Explored> {
  const { options, access, command } = request;
  const { jobs, log } = deps;
  // What is no Gherkin is said at once, and not after exploring.
  options.scenarios.forEach(readFeature);
  const ctx: TenantContext = { tenantId: nobody, requestId: randomUUID() };
  const discovery = createDiscovery({ jobs, objects: { put: () => Promise.resolve() }, log });
  const model =
    request.model ??
    withoutPictures(
      await discovery.discover(ctx, {
        options,
        access,
        interaction: request.interaction ?? defaultInteraction(options.url),
        onProgress: ({ states, queued, path }) => io.tell(`${states} states, ${queued} addresses to read: ${path}`),
        signal: io.signal,
      }),
    );
  const plan = command === 'crawl' ? undefined : await designFor(model);
  return { schemaVersion: 1, url: options.url, scorecard: scorecardOf(model, plan), model, ...(plan && { plan }) };

  async function designFor(seen: AppModel): Promise<TestPlan> {
    const onProgress = ({ done, total, title }: Record<string, unknown>) =>
      io.tell(`${String(done)} of ${String(total)} tests tried: ${String(title)}`);
    return createDesign({ jobs, log }).design(ctx, {
      model: seen,
      options,
      onProgress,
      ...(access && { access }),
      ...(io.signal && { signal: io.signal }),
    });
  }
}
