import type { SelfDescription } from '@testforge/core';
import type { BrowserContext } from 'playwright';
import { z } from 'zod';

const mostOperations = 500;
const mostShortcuts = 20;
const line = (length: number) => z.string().transform((text) => text.slice(0, length));

const Manifest = z.object({
  name: line(200).optional(),
  short_name: line(200).optional(),
  start_url: line(2_000).optional(),
  shortcuts: z.array(z.object({ name: line(200).optional(), url: line(2_000) })).catch([]),
});

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;
const Operation = z
  .object({
    responses: z.record(z.string(), z.unknown()).catch({}),
    parameters: z.array(z.object({ required: z.boolean().optional() })).catch([]),
  })
  .catch({ responses: {}, parameters: [] });
const OpenApi = z
  .object({
    openapi: z.string().optional(),
    swagger: z.string().optional(),
    info: z.object({ title: line(200).optional(), version: z.coerce.string().optional() }).catch({}),
    basePath: z.string().optional(),
    servers: z.array(z.object({ url: z.string() })).catch([]),
    paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  })
  .refine(({ openapi, swagger }) => openapi !== undefined || swagger !== undefined);

const Fields = z.object({ fields: z.array(z.object({ name: line(200) })) }).nullish();
const Introspection = z.object({
  data: z.object({ __schema: z.object({ queryType: Fields, mutationType: Fields }) }),
});

/** What JSON says; null where it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Told<K extends keyof SelfDescription> = NonNullable<SelfDescription[K]> | null;

/** A web app manifest (W3C), its addresses as paths of this origin; those of others are left out. */
export function readManifest(text: string, address: string): Told<'manifest'> {
  const read = Manifest.safeParse(parse(text));
  if (!read.success) return null;
  const pathOf = (href: string): string[] => {
    const url = URL.parse(href, address);
    return url?.origin === new URL(address).origin ? [url.pathname + url.search + url.hash] : [];
  };
  const { name, short_name, start_url, shortcuts } = read.data;
  const start = pathOf(start_url ?? '').at(0);
  const called = name ?? short_name;
  return {
    path: new URL(address).pathname,
    ...(called === undefined ? {} : { name: called }),
    ...(start_url === undefined || start === undefined ? {} : { start }),
    shortcuts: shortcuts
      .flatMap((each) => pathOf(each.url).map((path) => ({ name: each.name ?? path, path })))
      .slice(0, mostShortcuts),
  };
}

/** Whether it answers with a page to who asks for its address and nothing more. */
function isPage(operation: unknown): boolean {
  const { responses, parameters } = Operation.parse(operation);
  return (
    parameters.every(({ required }) => required !== true) &&
    /"text\/html"/.test(JSON.stringify(responses['200'] ?? null))
  );
}

/** An OpenAPI (or Swagger) document: its operations, and which of them are pages that need nothing to be opened. */
export function readOpenApi(text: string, address: string): Told<'openApi'> {
  const read = OpenApi.safeParse(parse(text));
  if (!read.success) return null;
  const { info, basePath, servers, paths } = read.data;
  const base = URL.parse(servers[0]?.url ?? basePath ?? '/', address)?.pathname.replace(/\/$/, '') ?? '';
  const all = Object.entries(paths).flatMap(([path, offered]) =>
    methods.flatMap((method) =>
      method in offered
        ? [{ method: method.toUpperCase(), path: `${base}${path}`.slice(0, 500), offered: offered[method] }]
        : [],
    ),
  );
  return {
    path: new URL(address).pathname,
    ...(info.title === undefined ? {} : { title: info.title }),
    ...(info.version === undefined ? {} : { version: info.version.slice(0, 50) }),
    operations: all.slice(0, mostOperations).map(({ method, path }) => ({ method, path })),
    pages: all
      .filter(({ method, path, offered }) => method === 'GET' && !path.includes('{') && isPage(offered))
      .map(({ path }) => path)
      .slice(0, mostOperations),
  };
}

/** The answer of GraphQL to who asks what it can be asked. */
export function readGraphQl(text: string, address: string): Told<'graphQl'> {
  const read = Introspection.safeParse(parse(text));
  if (!read.success) return null;
  const { queryType, mutationType } = read.data.data.__schema;
  const names = (fields: z.infer<typeof Fields>) =>
    (fields?.fields ?? []).map(({ name }) => name).slice(0, mostOperations);
  return { path: new URL(address).pathname, queries: names(queryType), mutations: names(mutationType) };
}

/** Where frameworks put it. */
const openApiPaths = [
  '/openapi.json',
  '/swagger.json',
  '/api/openapi.json',
  '/api/swagger.json',
  '/api-docs',
  '/v3/api-docs',
  '/swagger/v1/swagger.json',
];
const graphQlPaths = ['/graphql', '/api/graphql'];
const introspection = '{__schema{queryType{fields{name}}mutationType{fields{name}}}}';

/** Address of the manifest that a page names. */
export function manifestOf(html: string, address: string): string | null {
  const link = /<link\b[^>]*\brel\s*=\s*["']?manifest\b[^>]*>/i.exec(html)?.[0];
  const href = link && /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(link);
  return (href && URL.parse(href[1] ?? href[2] ?? href[3] ?? '', address)?.href) ?? null;
}

const longestText = 5_000_000;
const answerMs = 3_000;

export interface DescriptionRules {
  /** Whether a path may be asked for. */
  allows(path: string): boolean;
}

/**
 * Asks the app what it says of itself to machines: its manifest, and the description of its API where that lies at one of the
 * usual addresses or may be asked for. Everything is read; what does not answer is not there.
 */
export async function describeItself(
  context: BrowserContext,
  url: string,
  { allows }: DescriptionRules,
): Promise<SelfDescription> {
  const { origin } = new URL(url);
  const read = async (address: string): Promise<string> => {
    if (new URL(address).origin !== origin || !allows(new URL(address).pathname)) return '';
    // Some servers of GraphQL answer a plain request only where no foreign page could have made it.
    const headers = { accept: 'application/json, text/html;q=0.5', 'apollo-require-preflight': 'true' };
    const response = await context.request
      .get(address, { timeout: answerMs, maxRedirects: 3, headers })
      .catch(() => null);
    return response?.ok() ? (await response.text().catch(() => '')).slice(0, longestText) : '';
  };
  const firstOf = async <T>(addresses: string[], told: (text: string, address: string) => T | null) => {
    const all = await Promise.all(addresses.map(async (address) => told(await read(address), address)));
    return all.find((each) => each !== null);
  };
  const manifestAt = manifestOf(await read(url), url);
  const [manifest, openApi, graphQl] = await Promise.all([
    firstOf(manifestAt === null ? [] : [manifestAt], readManifest),
    firstOf(
      openApiPaths.map((path) => origin + path),
      readOpenApi,
    ),
    firstOf(
      graphQlPaths.map((path) => `${origin}${path}?query=${encodeURIComponent(introspection)}`),
      readGraphQl,
    ),
  ]);
  return { ...(manifest && { manifest }), ...(openApi && { openApi }), ...(graphQl && { graphQl }) };
}

/** Pages that are worth a look, since the app itself names them, and where it does. */
export function pagesNamed({ manifest, openApi }: SelfDescription): { path: string; from: string }[] {
  const installed = [manifest?.start ?? [], ...(manifest?.shortcuts ?? []).map(({ path }) => path)].flat();
  return [
    ...installed.map((path) => ({ path, from: manifest?.path ?? '' })),
    ...(openApi?.pages ?? []).map((path) => ({ path, from: openApi?.path ?? '' })),
  ];
}

/** The same in words, for people. */
export const wordsOf = ({ manifest, openApi, graphQl }: SelfDescription): string[] => [
  ...(manifest
    ? [`${manifest.path} calls the app “${manifest.name ?? ''}” and names ${manifest.shortcuts.length} shortcuts`]
    : []),
  ...(openApi
    ? [`${openApi.path} describes ${openApi.operations.length} operations of “${openApi.title ?? 'an API'}”`]
    : []),
  ...(graphQl
    ? [`${graphQl.path} tells anybody its ${graphQl.queries.length} queries and ${graphQl.mutations.length} mutations`]
    : []),
];
