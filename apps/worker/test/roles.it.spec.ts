import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createBrowserJobs } from '@testforge/browser';
import {
  FailureSnapshot,
  HealingPolicy,
  RunOptions,
  type AppModel,
  type ExecutionResult,
  type JudgedFailure,
  type TestPlan,
  type TestProject,
} from '@testforge/core';
import { createDesign } from '@testforge/design';
import { createDiscovery } from '@testforge/discovery';
import { createExecution, type ExecutionRequest } from '@testforge/execution';
import { createHealing } from '@testforge/healing';
import { createSandbox } from '@testforge/platform/sandbox';
import { generateProject } from '@testforge/scriptgen';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accounts, openRolesApp, type RolesApp } from './roles-app.js';

const ctx = { tenantId: '018f0000-0000-7000-8000-000000000006', requestId: 'spec', runId: 'roles' };
const log = { info: () => undefined, warn: () => undefined };
const access = { ...accounts.boss, roles: { clerk: accounts.clerk } };
const stored = new Map<string, Buffer>();
const objects = {
  put: async (_ctx: unknown, key: string, bytes: Uint8Array | string) => void stored.set(key, Buffer.from(bytes)),
};

let app: RolesApp;
let stagingDir = '';
let rooms: ReturnType<typeof openRooms>;

/** The rooms that a run goes through, without a platform. */
function openRooms() {
  const shared = {
    sandbox: createSandbox({ mode: 'bubblewrap', log, stagingDir: join(stagingDir, 's') }),
    repositoryDir: resolve(import.meta.dirname, '../../..'),
    chromium: '/usr/lib/chromium/chromium-headless-shell',
    refusePorts: [],
    policy: 'local' as const,
    log,
  };
  const jobs = createBrowserJobs({ ...shared, nodeBinary: process.execPath });
  return {
    discovery: createDiscovery({ jobs, objects, log }),
    design: createDesign({ jobs, log }),
    execution: createExecution({ ...shared, stagingDir, objects, ffmpeg: join(stagingDir, 'none') }),
    healing: createHealing({ log, knowledge: { recall: async () => [], contribute: async () => null } }),
  };
}

const optionsFor = (url: string) =>
  RunOptions.parse({
    url,
    // Only what is looked at: the rest of a suite is tried elsewhere.
    limits: {
      discoveryMs: 300_000,
      roleMs: 300_000,
      designMs: 500_000,
      pageTimeoutMs: 60_000,
      actionTimeoutMs: 20_000,
    },
  });

const execute = (project: TestProject, phase: string, more: Partial<ExecutionRequest> = {}): Promise<ExecutionResult> =>
  rooms.execution.execute(ctx, {
    project,
    baseUrl: app.url,
    origins: [app.url],
    access,
    phase,
    ...more,
    limits: { actionTimeoutMs: 20_000, pageTimeoutMs: 60_000, retries: 0, workers: 2, executionMs: 500_000 },
  });

async function judge(plan: TestPlan, { results }: ExecutionResult): Promise<JudgedFailure[]> {
  const inputs = results.flatMap((result) => {
    const test = plan.tests.find(({ key }) => key === result.key);
    const snapshot = stored.get(result.failure?.snapshot ?? '');
    if (!test || result.status === 'passed') return [];
    return [
      {
        test,
        result,
        snapshot: snapshot ? FailureSnapshot.parse(JSON.parse(snapshot.toString('utf8'))) : null,
        origins: [app.url],
        policy: HealingPolicy.parse({}),
        maxHealsPerTest: 10,
      },
    ];
  });
  return rooms.healing.concludeAll(await rooms.healing.judgeAll(ctx, inputs));
}

const viewOf = ({ roles = [] }: AppModel, role: string): Record<string, string> =>
  Object.fromEntries(
    (roles.find((view) => view.role === role)?.pages ?? []).map(({ path, outcome }) => [path, outcome]),
  );

describe('an app that two roles use', () => {
  let model: AppModel;
  let plan: TestPlan;
  let project: TestProject;

  beforeAll(async () => {
    app = await openRolesApp();
    stagingDir = await mkdtemp('/var/tmp/tf-roles-');
    await chmod(stagingDir, 0o755);
    rooms = openRooms();
    const options = optionsFor(app.url);
    model = await rooms.discovery.discover(ctx, { options, access, interaction: 'read' });
    plan = await rooms.design.design(ctx, { model, options, access });
    project = await generateProject({ baseUrl: app.url, tests: plan.tests });
  });
  afterAll(async () => {
    await app?.close();
    await rm(stagingDir, { recursive: true, force: true });
  });

  it('is told apart by what each of them is led to, given and refused', () => {
    expect(viewOf(model, 'clerk')).toEqual({
      '/': 'linked',
      '/parcels': 'linked',
      '/counter': 'linked',
      '/admin/users': 'refused',
      '/admin/audit': 'served',
    });
    expect(viewOf(model, 'main')).toEqual({ '/counter': 'refused' });
    expect(new Set(Object.values(viewOf(model, 'nobody')))).toEqual(new Set(['refused']));
  });

  it('has a finding where a page is given to a role that nothing leads there, and no test of it', () => {
    expect(model.findings.filter(({ key }) => key.startsWith('security served'))).toMatchObject([
      { key: 'security served clerk /admin/audit', severity: 'serious', evidence: { role: 'clerk', status: 200 } },
    ]);
    expect(plan.tests.filter(({ role, pages }) => role === 'clerk' && pages.includes('/admin/audit'))).toEqual([]);
  });

  it('gets tests of what each role may open and what it may not, which pass in a session of that role', async () => {
    const ofRoles = plan.tests.filter(({ tags }) => tags.includes('role'));
    expect(ofRoles.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'log-in--clerk',
        'role-deny--clerk--admin-users',
        'role-deny--main--counter',
        'role-allow--clerk--counter',
      ]),
    );
    expect(project.gates.filter(({ passed }) => !passed)).toEqual([]);
    const { results, trouble } = await execute(project, 'first');
    expect(trouble).toBeUndefined();
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
    const written = JSON.stringify([project, plan, model, results]);
    for (const { password } of Object.values(accounts)) expect(written).not.toContain(password);
  });

  it('says nothing of the app where nobody gave the log-in that tests begin with', async () => {
    const only = plan.tests.flatMap(({ key, role }) => (role === 'clerk' ? [key] : []));
    const { results } = await execute(project, 'forgotten', { access: accounts.boss, only });
    const said = results.map(({ status, skippedBecause }) => `${status}: ${skippedBecause}`);
    expect(said).toEqual(only.map(() => 'skipped: No log-in was given for the role “clerk”.'));
  });

  it('shows a guard that was taken away as a regression, and heals nothing of it', async () => {
    app.removeGuard('/admin/users');
    const failures = await judge(plan, await execute(project, 'kept'));
    expect(failures.map(({ testKey, outcome, verdict }) => ({ testKey, outcome, verdict }))).toEqual([
      { testKey: 'role-deny--clerk--admin-users', outcome: 'regression', verdict: 'regression' },
    ]);
  });
});
