import type { Client } from 'openapi-fetch';
import type { Run } from './client.js';
import type { components, paths } from './schema.js';

type Schemas = components['schemas'];
export type Answer = Schemas['Answer'];
export type Suite = Schemas['Suite'];
export type Proposal = Schemas['Proposal'];
export type PastHealing = Schemas['PastHealing'];

type Unwrap = <T>(answer: { data?: T; error?: unknown; response: Response }) => T;

/** What is asked of a run and of its project's suite besides starting and looking. */
export interface SuiteCalls {
  pauseRun(id: string): Promise<Run>;
  resumeRun(id: string): Promise<Run>;
  listAnswers(id: string): Promise<Answer[]>;
  answerRun(id: string, answer: Schemas['AnswerRequest']): Promise<Answer>;
  signAnswer(id: string, answer: string, signed?: Schemas['SignRequest']): Promise<Answer>;
  /** What was healed in a project, or in one test of it, the newest first. */
  listHealings(project: string, test?: string): Promise<PastHealing[]>;
  rollBackHealing(project: string, healing: string): Promise<PastHealing>;
  getSuite(project: string): Promise<Suite>;
  getTest(project: string, key: string): Promise<Schemas['TestDocument']>;
  editTest(project: string, edit: Schemas['EditTest']): Promise<Suite>;
  handleTest(project: string, handling: Schemas['HandleTest']): Promise<Suite>;
  listVersions(project: string): Promise<Schemas['SuiteVersion'][]>;
  restoreSuite(project: string, restore: Schemas['RestoreSuite']): Promise<Suite>;
  listProposals(project: string): Promise<Proposal[]>;
  acceptProposals(project: string, ids: string[]): Promise<Suite>;
  rejectProposals(project: string, ids: string[]): Promise<void>;
  getSchedule(project: string): Promise<Schemas['Schedule']>;
  setSchedule(project: string, schedule: Schemas['SetSchedule']): Promise<Schemas['Schedule']>;
  deleteSchedule(project: string): Promise<void>;
  triggerSchedule(project: string): Promise<void>;
}

const at = (id: string) => ({ path: { id } });

export const suiteCalls = (
  client: Client<paths>,
  unwrap: Unwrap,
  check: (response: Response, error: unknown) => void,
): SuiteCalls => ({
  pauseRun: async (id) => unwrap(await client.POST('/api/v1/runs/{id}/pause', { params: at(id) })),
  resumeRun: async (id) => unwrap(await client.POST('/api/v1/runs/{id}/resume', { params: at(id) })),
  listAnswers: async (id) => unwrap(await client.GET('/api/v1/runs/{id}/answers', { params: at(id) })).items,
  answerRun: async (id, body) => unwrap(await client.POST('/api/v1/runs/{id}/answers', { params: at(id), body })),
  signAnswer: async (id, answer, body = {}) =>
    unwrap(
      await client.POST('/api/v1/runs/{id}/answers/{answer}/sign', {
        params: { path: { id, answer } },
        body,
      }),
    ),
  listHealings: async (id, test) =>
    unwrap(
      await client.GET('/api/v1/projects/{id}/healings', {
        params: { path: { id }, query: test === undefined ? {} : { test } },
      }),
    ).items,
  rollBackHealing: async (id, healing) =>
    unwrap(
      await client.POST('/api/v1/projects/{id}/healings/{healing}/roll-back', { params: { path: { id, healing } } }),
    ),
  getSuite: async (id) => unwrap(await client.GET('/api/v1/projects/{id}/suite', { params: at(id) })),
  getTest: async (id, key) =>
    unwrap(await client.GET('/api/v1/projects/{id}/suite/test', { params: { path: { id }, query: { key } } })),
  editTest: async (id, body) => unwrap(await client.PUT('/api/v1/projects/{id}/suite/test', { params: at(id), body })),
  handleTest: async (id, body) => unwrap(await client.PATCH('/api/v1/projects/{id}/suite', { params: at(id), body })),
  listVersions: async (id) =>
    unwrap(await client.GET('/api/v1/projects/{id}/suite/versions', { params: at(id) })).items,
  restoreSuite: async (id, body) =>
    unwrap(await client.POST('/api/v1/projects/{id}/suite/restore', { params: at(id), body })),
  listProposals: async (id) =>
    unwrap(
      await client.GET('/api/v1/projects/{id}/suite/proposals', {
        params: { path: { id }, query: { status: 'proposed' } },
      }),
    ).items,
  acceptProposals: async (id, ids) =>
    unwrap(await client.POST('/api/v1/projects/{id}/suite/proposals/accept', { params: at(id), body: { ids } })),
  rejectProposals: async (id, ids) =>
    void unwrap(await client.POST('/api/v1/projects/{id}/suite/proposals/reject', { params: at(id), body: { ids } })),
  getSchedule: async (id) => unwrap(await client.GET('/api/v1/projects/{id}/schedule', { params: at(id) })),
  setSchedule: async (id, body) => unwrap(await client.PUT('/api/v1/projects/{id}/schedule', { params: at(id), body })),
  deleteSchedule: async (id) => {
    const { response, error } = await client.DELETE('/api/v1/projects/{id}/schedule', { params: at(id) });
    check(response, error);
  },
  triggerSchedule: async (id) =>
    void unwrap(await client.POST('/api/v1/projects/{id}/schedule/trigger', { params: at(id) })),
});
