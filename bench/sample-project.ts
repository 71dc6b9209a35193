import { createBrowserJobs, defaultChromium } from '@testforge/browser';
import { RunOptions, type TenantContext, type TestProject } from '@testforge/core';
import { createDesign } from '@testforge/design';
import { createDiscovery } from '@testforge/discovery';
import type { Sandbox } from '@testforge/platform/sandbox';
import { generateProject } from '@testforge/scriptgen';

export const silent = { info: () => undefined, warn: () => undefined };
export const ctx: TenantContext = {
  tenantId: '018f0000-0000-7000-8000-0000000000be',
  requestId: 'bench',
  runId: 'bench',
};
/** What a measurement leaves behind is not looked at. */
export const nowhere = { put: () => Promise.resolve() };

/** The suite that the product itself writes for the app: explored, observed twice, generated. */
export async function writeSampleProject(url: string, sandbox: Sandbox, repositoryDir: string): Promise<TestProject> {
  const jobs = createBrowserJobs({
    sandbox,
    repositoryDir,
    nodeBinary: process.execPath,
    chromium: defaultChromium,
    refusePorts: [],
    policy: 'local',
    log: silent,
  });
  const options = RunOptions.parse({ url });
  const discovery = createDiscovery({ jobs, objects: nowhere, log: silent });
  const model = await discovery.discover(ctx, { options, interaction: 'write' });
  const plan = await createDesign({ jobs, log: silent }).design(ctx, { model, options });
  return generateProject({ baseUrl: url, tests: plan.tests });
}
