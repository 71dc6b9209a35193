import type { JudgedFailure, Step, TestCase } from '@testforge/core';
import { saveHealings } from '@testforge/healing';
import { randomUUID } from 'node:crypto';
import type { startApi, Tenant } from './api-under-test.js';
import { outcomeOf, resultOf } from './sample-outcome.js';

type Api = Awaited<ReturnType<typeof startApi>>;

export const lookingFor = (name: string): Extract<Step, { kind: 'click' }>['target'] => ({
  locator: { frame: [], links: [{ by: 'role', role: 'button', name }] },
  fingerprint: { tag: 'button', role: 'button', name, xpath: '/html[1]/body[1]/button[1]' },
});

/** A test that clicks one button. */
export const clicking = (key: string, name: string): TestCase => ({
  key,
  title: key,
  designer: 'd',
  priority: 'P1',
  reason: 'r',
  category: 'functional',
  tags: [],
  flow: 'f',
  pages: [],
  steps: [{ key: 'press', phase: 'when', title: `I click “${name}”`, kind: 'click', target: lookingFor(name) }],
});

/** A failure of that test that was healed with proof: its button has another name now. */
export function healed(test: TestCase, from: string, to: string): JudgedFailure {
  const [before, after] = [lookingFor(from), lookingFor(to)];
  return {
    testKey: test.key,
    testTitle: test.title,
    stepKey: 'press',
    stepTitle: 'I click',
    verdict: 'drift',
    confidence: 0.95,
    rule: 'drift.moved',
    evidence: [],
    outcome: 'healed',
    proven: true,
    expectationHashBefore: 'same',
    expectationHashAfter: 'same',
    proposals: [
      {
        testKey: test.key,
        stepKey: 'press',
        decision: 'heal',
        why: 'text and place agree',
        confidence: 0.95,
        margin: 0.4,
        oldLocator: before.locator,
        newLocator: after.locator,
        oldFingerprint: before.fingerprint,
        newFingerprint: after.fingerprint,
        ranking: [],
      },
    ],
  };
}

/** Ids of one of everything that a tenant can have. */
export interface Things {
  run: string;
  /** What the run is compared with. */
  other: string;
  project: string;
  answer: string;
  healing: string;
  proposal: string;
  share: string;
  heal: string;
  apiKey: string;
  member: string;
  /** The name of the project; it stands in nothing that is another tenant's. */
  mark: string;
  testKey: string;
}

const baseUrl = 'http://127.0.0.1:4000/';

export async function makeThings(api: Api, { ctx: tenant, apiKey: key }: Tenant): Promise<Things> {
  const mark = `mark-${randomUUID()}`;
  const post = async <T>(url: string, payload: object): Promise<T> => {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await api.app.inject({ method: 'POST', url, headers, payload });
    if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`);
    return answer.json<T>();
  };
  const started = await post<{ id: string; project: { id: string } }>('/api/v1/runs', { url: baseUrl, project: mark });
  const [run, project] = [started.id, started.project.id];
  const ctx = { ...tenant, runId: run };
  const tests = [clicking(mark, 'Save it')];
  await api.deps.suites.keep(ctx, { projectId: project, runId: run, reason: 'first run', tests, base: 0 });
  await api.deps.runs.begin(ctx, run);
  await api.deps.runs.recordResult(ctx, run, 'kept', { ...resultOf(mark), title: mark });
  await saveHealings(ctx, api.db, run, [healed(clicking(mark, 'Save'), 'Save', 'Save it')]);
  const change = { kind: 'add' as const, testKey: 'new', title: mark, reason: 'new', before: null, conflicts: [] };
  const changes = [{ ...change, after: clicking('new', 'New') }];
  await api.deps.proposals.propose(ctx, { projectId: project, runId: run, changes });
  await api.deps.objects.put(ctx, `runs/${run}/report/report.html`, mark, { contentType: 'text/html' });
  await api.deps.runs.end(ctx, run, 'passed', outcomeOf(run));
  const schedule = { cron: '0 3 * * *', run: { url: baseUrl } };
  await api.app.inject({
    method: 'PUT',
    url: `/api/v1/projects/${project}/schedule`,
    headers: { authorization: `Bearer ${key}` },
    payload: schedule,
  });
  const [healing] = await api.deps.healings.list(ctx, { projectId: project, limit: 1 });
  const [proposal] = await api.deps.proposals.list(ctx, project, { runId: run });
  const answer = await api.deps.answers.open(ctx, {
    projectId: project,
    runId: run,
    testKey: 'answered',
    kind: 'intended',
    saidBy: mark,
  });
  if (!healing || !proposal) throw new Error('the heal or the proposal was not recorded');
  const invited = { email: `${mark}@things.test`, role: 'viewer' };
  const { member } = await post<{ member: { userId: string } }>('/api/v1/members', invited);
  return {
    run,
    other: run,
    member: member.userId,
    project,
    mark,
    testKey: mark,
    answer: answer.id,
    healing: healing.id,
    proposal: proposal.id,
    heal: (await post<{ id: string }>('/api/v1/heal', { failedLocator: '#save', html: `<p>${mark}</p>` })).id,
    share: (await post<{ id: string }>(`/api/v1/runs/${run}/share`, {})).id,
    apiKey: (await post<{ id: string }>('/api/v1/api-keys', { name: mark, scopes: ['run:read'] })).id,
  };
}

/** Which of the things each parameter of a path names. A parameter that nobody knows here is no route to be walked past. */
export function idFor(path: string, name: string, things: Things): string {
  const ids: Record<string, string> = { runs: things.run, heal: things.heal };
  const byName: Record<string, string> = {
    id: ids[path.split('/')[3] ?? ''] ?? things.project,
    other: things.other,
    answer: things.answer,
    healing: things.healing,
    shareId: things.share,
    keyId: things.apiKey,
    testKey: things.testKey,
    file: `${things.project}.svg`,
    userId: things.member,
  };
  const id = byName[name];
  if (!id) throw new Error(`Say in tenant-things.ts which thing {${name}} of ${path} names.`);
  return id;
}
