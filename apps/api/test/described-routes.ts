import { readFileSync } from 'node:fs';

/** The routes as the API describes itself: whoever adds one has it walked by the specs that read them here. */

export interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  minItems?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  schema: Schema;
}

export interface Route {
  /** `POST /api/v1/runs`. */
  title: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  parameters: Parameter[];
  /** Of its JSON body. */
  body: Schema | null;
  /** Whether it asks who is there. */
  guarded: boolean;
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  security?: unknown[];
}

interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** A spec of the API holds this file equal to what the API serves. */
const description = JSON.parse(
  readFileSync(new URL('../../../libs/sdk/openapi.json', import.meta.url), 'utf8'),
) as Description;

export const routes: Route[] = Object.entries(description.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, { parameters = [], requestBody, security }]) => ({
    title: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase() as Route['method'],
    path,
    parameters,
    body: requestBody?.content['application/json']?.schema ?? null,
    guarded: security !== undefined,
  })),
);

export function resolve(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  const target = name === undefined ? schema : description.components.schemas[name];
  if (!target) throw new Error(`the description has no ${schema.$ref}`);
  if (target.$ref) return resolve(target);
  return target.allOf ? Object.assign({}, ...target.allOf.map(resolve)) : target;
}

/** Sets a value deep inside a copy. */
export function withAt(document: unknown, path: readonly string[], value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const inside = (typeof document === 'object' && document !== null ? document : {}) as Record<string, unknown>;
  return { ...inside, [first]: withAt(inside[first], rest, value) };
}

/** Every field of a body, those of its objects included. */
export function fieldsOf(schema: Schema, under: string[] = []): string[][] {
  return Object.entries(resolve(schema).properties ?? {}).flatMap(([name, field]) => [
    [...under, name],
    ...fieldsOf(field, [...under, name]),
  ]);
}

/** Texts of which a schema says the form, not the meaning. */
const texts: Record<string, (id: string) => string> = {
  uuid: (id) => id,
  uri: () => 'http://127.0.0.1:4000/',
  email: () => 'somebody@example.com',
  'date-time': () => '2030-01-01T00:00:00Z',
};
const ofName: Record<string, unknown> = { cron: '0 3 * * *', timezone: 'Europe/Berlin', password: 'a long password' };

/** A value that the schema calls right, with `id` wherever it asks for one. */
export function sampleOf(given: Schema, { id, whole = false }: { id: string; whole?: boolean }, name = ''): unknown {
  const schema = resolve(given);
  if (name in ofName) return ofName[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice) return sampleOf(choice, { id, whole }, name);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([field]) => whole || schema.required?.includes(field))
          .map(([field, inner]) => [field, sampleOf(inner, { id, whole }, field)]),
      );
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () =>
        sampleOf(schema.items ?? {}, { id, whole }),
      );
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 0);
    default:
      return texts[schema.format ?? '']?.(id) ?? 'a'.repeat(Math.max(schema.minLength ?? 1, 1));
  }
}
