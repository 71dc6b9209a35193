import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '@testforge/sdk/api';
import { api, unwrap } from '../api.js';

/** Every question that pages ask, with the name its answer is kept under. */

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: async () => unwrap(await api.GET('/api/v1/projects', { params: { query: { limit: 100 } } })).items,
  refetchInterval: 15_000,
});

export const projectQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['projects', projectId],
    queryFn: async () => unwrap(await api.GET('/api/v1/projects/{id}', { params: { path: { id: projectId } } })),
  });

export const projectRunsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['projects', projectId, 'runs'],
    queryFn: async () =>
      unwrap(await api.GET('/api/v1/projects/{id}/runs', { params: { path: { id: projectId }, query: { limit: 50 } } }))
        .items,
    refetchInterval: 10_000,
  });

export const accessQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['projects', projectId, 'access'],
    queryFn: async () => unwrap(await api.GET('/api/v1/projects/{id}/access', { params: { path: { id: projectId } } })),
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', id],
    queryFn: async () => unwrap(await api.GET('/api/v1/runs/{id}', { params: { path: { id } } })),
  });

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', id, 'report'],
    queryFn: async () => unwrap(await api.GET('/api/v1/runs/{id}/report', { params: { path: { id } } })),
    staleTime: 60_000,
  });

export const statesQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', id, 'states'],
    queryFn: async () => unwrap(await api.GET('/api/v1/runs/{id}/states', { params: { path: { id } } })).items,
    staleTime: 60_000,
  });

export const testQuery = (id: string, testKey: string) =>
  queryOptions({
    queryKey: ['runs', id, 'tests', testKey],
    queryFn: async () =>
      unwrap(await api.GET('/api/v1/runs/{id}/tests/{testKey}', { params: { path: { id, testKey } } })),
    staleTime: 60_000,
  });

export const sharesQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', id, 'shares'],
    queryFn: async () => unwrap(await api.GET('/api/v1/runs/{id}/share', { params: { path: { id } } })).items,
  });

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async () => unwrap(await api.GET('/api/v1/api-keys')).items,
});

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: async () => unwrap(await api.GET('/api/v1/members')).items,
});

export const auditQuery = queryOptions({
  queryKey: ['audit'],
  queryFn: async () => unwrap(await api.GET('/api/v1/audit', { params: { query: { limit: 20 } } })).items,
});

export const readinessQuery = queryOptions({
  queryKey: ['ready'],
  queryFn: async () => {
    const answer = await api.GET('/ready');
    // A platform that is not ready says so with 503, and which part it is.
    return answer.data ?? (answer.error as NonNullable<typeof answer.data>);
  },
  refetchInterval: 15_000,
});

/** Being proven, observed, or written down after it was signed. */
export const isUnderWay = ({ status, signedAt }: Pick<Schemas['Answer'], 'status' | 'signedAt'>): boolean =>
  status === 'working' || (status === 'shown' && signedAt !== null);

export const answersQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', id, 'answers'],
    queryFn: async () => unwrap(await api.GET('/api/v1/runs/{id}/answers', { params: { path: { id } } })).items,
    // What is being proven or observed changes by itself.
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 1500 : false),
  });

export const suiteQuery = (id: string) =>
  queryOptions({
    queryKey: ['projects', id, 'suite'],
    queryFn: async () => unwrap(await api.GET('/api/v1/projects/{id}/suite', { params: { path: { id } } })),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['projects', id, 'versions'],
    queryFn: async () =>
      unwrap(await api.GET('/api/v1/projects/{id}/suite/versions', { params: { path: { id } } })).items,
  });

export const healingsQuery = (id: string, test: string) =>
  queryOptions({
    queryKey: ['projects', id, 'healings', test],
    queryFn: async () =>
      unwrap(await api.GET('/api/v1/projects/{id}/healings', { params: { path: { id }, query: { test } } })).items,
  });

export const proposalsQuery = (id: string) =>
  queryOptions({
    queryKey: ['projects', id, 'proposals'],
    queryFn: async () =>
      unwrap(
        await api.GET('/api/v1/projects/{id}/suite/proposals', {
          params: { path: { id }, query: { status: 'proposed' } },
        }),
      ).items,
  });
