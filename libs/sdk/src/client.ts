import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';
import { suiteCalls, type SuiteCalls } from './suite-calls.js';

export type Run = components['schemas']['Run'];
export type StartRun = components['schemas']['StartRun'];
export type Heal = components['schemas']['Heal'];
export type HealRequest = components['schemas']['HealRequest'];
/** What to export, and as what. Default: the newest version, in TypeScript. */
export type ExportChoice = NonNullable<paths['/api/v1/runs/{id}/export']['get']['parameters']['query']>;

/** A refusal of the API: an RFC 9457 problem document. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

export interface TestForge extends SuiteCalls {
  startRun(run: StartRun, idempotencyKey?: string): Promise<Run>;
  getRun(id: string): Promise<Run>;
  listRuns(limit?: number): Promise<components['schemas']['RunSummary'][]>;
  cancelRun(id: string): Promise<Run>;
  /** Has a broken step of a test that was not made here decided. */
  startHeal(request: HealRequest, idempotencyKey?: string): Promise<Heal>;
  getHeal(id: string): Promise<Heal>;
  /** A rendering of the report, as bytes. */
  download(id: string, what: 'report' | 'report.html' | 'junit.xml' | 'ctrf.json'): Promise<Uint8Array>;
  /** The kept suite of the run's project, as a zip file. */
  exportSuite(id: string, choice?: ExportChoice): Promise<Uint8Array>;
}

/** The same key asks once, however often it is sent. */
const once = (key: string | undefined) => ({ header: key ? { 'idempotency-key': key } : {} });

/** The API's typed client. Every call rejects with `ApiProblem` when the API refuses. */
export function createTestForge({
  server,
  apiKey,
  fetch,
}: {
  server: string;
  apiKey: string;
  fetch?: typeof globalThis.fetch;
}): TestForge {
  const headers = { authorization: `Bearer ${apiKey}` };
  const client: Client<paths> = createFetchClient<paths>({ baseUrl: server, headers, ...(fetch ? { fetch } : {}) });
  const check = (response: Response, error: unknown): void => {
    if (!response.ok) throw problemOf(response.status, error);
  };
  const readBytes = async (path: string): Promise<Uint8Array> => {
    const response = await (fetch ?? globalThis.fetch)(new URL(path, server), { headers });
    // Something before the platform may answer in its own words, which are no problem document.
    if (!response.ok) throw problemOf(response.status, await response.json().catch(() => null));
    return new Uint8Array(await response.arrayBuffer());
  };
  return {
    ...suiteCalls(client, unwrap, check),
    startRun: async (body, key) => unwrap(await client.POST('/api/v1/runs', { body, params: once(key) })),
    getRun: async (id) => unwrap(await client.GET('/api/v1/runs/{id}', { params: { path: { id } } })),
    listRuns: async (limit = 20) => unwrap(await client.GET('/api/v1/runs', { params: { query: { limit } } })).items,
    cancelRun: async (id) => unwrap(await client.POST('/api/v1/runs/{id}/cancel', { params: { path: { id } } })),
    startHeal: async (body, key) => unwrap(await client.POST('/api/v1/heal', { body, params: once(key) })),
    getHeal: async (id) => unwrap(await client.GET('/api/v1/heal/{id}', { params: { path: { id } } })),
    download: (id, what) => readBytes(`/api/v1/runs/${encodeURIComponent(id)}/${what}`),
    exportSuite: (id, choice = {}) => {
      const query = new URLSearchParams(Object.entries(choice).map(([name, value]) => [name, String(value)]));
      return readBytes(`/api/v1/runs/${encodeURIComponent(id)}/export?${query}`);
    },
  };
}

/** The answer of a call, or its refusal as an `ApiProblem`. */
export function unwrap<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
  if (data === undefined) throw problemOf(response.status, error);
  return data;
}

function problemOf(status: number, body: unknown): ApiProblem {
  const {
    code = 'http',
    detail = `The server answered ${status}.`,
    errors = [],
  } = (typeof body === 'object' && body !== null ? body : {}) as {
    code?: string;
    detail?: string;
    errors?: { path: string; message: string }[];
  };
  return new ApiProblem(status, code, [detail, ...errors.map(({ path, message }) => `${path}: ${message}`)].join(' '));
}
