import { randomUUID } from 'node:crypto';
import { createDb } from '@testforge/platform/db';
import { createProposals } from '@testforge/suite';
import type { TestPlatform } from '../../apps/e2e/src/platform.js';
import { prepareRuns, type PreparedRuns } from '../../apps/e2e/src/prepared-run.js';
import { preparedTests } from '../../apps/e2e/src/prepared-tests.js';

/** Real things of the tenant whose key asks: without them nothing behind “there is no such run” is ever reached. */
export interface Things {
  /** Values by what they are, for the parameters that ask for one. */
  values: Record<ThingKind, (string | number)[]>;
  /** A run that has ended: whoever listens to it hears its end at once. */
  endedRuns: string[];
  /** Of somebody who is signed in: their session, and the half of its refresh token that browsers keep. */
  session: { id: string; cookie: string };
  close(): Promise<void>;
}

export type ThingKind =
  | 'runs'
  | 'projects'
  | 'tests'
  | 'healings'
  | 'answers'
  | 'proposals'
  | 'shares'
  | 'keys'
  | 'members'
  | 'badges'
  | 'codes'
  | 'versions';

const few = [1, 2, 3, 4, 5, 6];

/** Writes runs of a sample project into the platform, and adds one or more of everything that the API keeps. */
export async function prepareThings(local: TestPlatform): Promise<Things> {
  const runs = await prepareRuns(local);
  const { projectId, second } = runs;
  const { client } = local;
  const post = postTo(local);
  await planProposals(local, runs);
  await client.setSchedule(projectId, { cron: '0 3 * * *', run: { url: 'http://shop.example/' } });
  const shares = await each(() => post<{ id: string }>(`/api/v1/runs/${second}/share`, {}));
  const keys = await each(() => post<{ id: string }>('/api/v1/api-keys', { name: 'spare', scopes: ['run:read'] }));
  const invited = await each(() =>
    post<{ member: { userId: string } }>('/api/v1/members', { email: `${randomUUID()}@example.com`, role: 'viewer' }),
  );
  const answer = await client.answerRun(second, { test: 'cart--total', kind: 'intended' });
  const codes = await each(
    async () => (await post<{ url: string }>('/api/v1/auth/links')).url.split('#code=')[1] ?? '',
  );
  const ids = (items: { id: string }[]): string[] => items.map(({ id }) => id);
  return {
    values: {
      runs: [second, runs.first, runs.running],
      projects: [projectId],
      tests: preparedTests.map(({ key }) => key),
      healings: ids(await client.listHealings(projectId)),
      answers: [answer.id],
      proposals: ids(await client.listProposals(projectId)),
      shares: ids(shares),
      keys: ids(keys),
      members: invited.map(({ member }) => member.userId),
      badges: [`${projectId}.svg`],
      codes: codes.slice(1),
      versions: [1, 2],
    },
    endedRuns: [second, runs.first],
    session: await signIn(local, codes[0] ?? ''),
    close: () => runs.close(),
  };
}

const each = <T>(make: () => Promise<T>): Promise<T[]> => Promise.all(few.map(make));

const postTo =
  ({ platform: { server, apiKey } }: TestPlatform) =>
  async <T>(path: string, body?: object): Promise<T> => {
    const headers = { authorization: `Bearer ${apiKey}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(`${server}${path}`, {
      method: 'POST',
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };

async function signIn({ platform: { server } }: TestPlatform, code: string): Promise<Things['session']> {
  const answer = await fetch(`${server}/api/v1/auth/links/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const { sessionId } = (await answer.json()) as { sessionId: string };
  return { id: sessionId, cookie: answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '' };
}

/** Changes of the suite that a person may accept or reject, one each. */
async function planProposals({ platform, ctx }: TestPlatform, { projectId, second }: PreparedRuns): Promise<void> {
  const db = createDb({ url: platform.services.databaseUrl, poolSize: 1 });
  const added = preparedTests.map((test) => ({ ...test, key: `${test.key}-2`, title: `${test.title} again` }));
  const changes = added.map((after) => ({
    kind: 'add' as const,
    testKey: after.key,
    title: after.title,
    reason: 'new',
    before: null,
    after,
    conflicts: [],
  }));
  await createProposals({ db }).propose(ctx, { projectId, runId: second, changes });
  await db.close();
}
