import createFetchClient, { type Client } from 'openapi-fetch';
import { ApiProblem, unwrap } from './client.js';
import type { components, paths } from './schema.js';

/** Every shape that the API takes and gives, by its name in the description. */
export type Schemas = components['schemas'];
export type ApiClient = Client<paths>;

/** Every route, typed; for programs that need more than `createTestForge`. Runs in a browser. */
export const createApiClient = (options: { server: string; fetch?: typeof globalThis.fetch }): ApiClient =>
  createFetchClient<paths>({ baseUrl: options.server, ...(options.fetch ? { fetch: options.fetch } : {}) });

export { ApiProblem, unwrap };
