import { z } from 'zod';
import { Answer } from './fault.js';

/** What was seen of one address of an app, over all requests with one method and one shape of path. */
export const Endpoint = z.object({
  method: z.string(),
  template: z.string(),
  count: z.number().int(),
  /** Names and some values of what stood in the address and in what was sent. */
  query: z.record(z.string(), z.array(z.string())),
  fields: z.record(z.string(), z.array(z.string())),
  /** Bodies are kept of writes only, since those are played back. */
  answer: Answer.optional(),
});
export type Endpoint = z.infer<typeof Endpoint>;

export interface Exchange {
  method: string;
  /** Path and query. */
  path: string;
  requestType: string;
  requestBody: Buffer;
  status: number;
  location: string | undefined;
  contentType: string;
  body: Buffer;
}

const maxValues = 5;
const maxBody = 200_000;
const secret = /pass|pwd|token|csrf|secret|nonce|session|captcha|otp/i;
const isId = (segment: string): boolean =>
  /^\d+$/.test(segment) || /^[0-9a-f]{8}-?[0-9a-f-]{4,}$/i.test(segment) || (/\d/.test(segment) && segment.length > 20);

/** The shape of a path: what looks like an identifier is written `:id`. */
export const foldPath = (path: string): string =>
  `/${(path.split(/[?#]/)[0] ?? '')
    .split('/')
    .filter(Boolean)
    .map((segment) => (isId(segment) ? ':id' : segment))
    .join('/')}`;

/** Names and values of a form or of a flat JSON object; nothing of files. */
export function readFields(contentType: string, body: Buffer): Record<string, string> {
  const text = body.toString('utf8');
  if (contentType.includes('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (contentType.includes('multipart/form-data')) return readMultipart(text);
  if (!contentType.includes('application/json')) return {};
  try {
    const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
    return Object.fromEntries(
      Object.entries(parsed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
  } catch {
    // Some other JSON has no fields to be forgotten.
    return {};
  }
}

function readMultipart(text: string): Record<string, string> {
  const parts = text.matchAll(/name="([^"]+)"\r\n\r\n([^\r]*)\r\n--/g);
  return Object.fromEntries([...parts].map(([, name, value]) => [name, value]));
}

const isPage = (contentType: string): boolean => /text\/html|application\/(?:\w+\+)?json/.test(contentType);

/** Remembers what an app was asked and how it answered, without secrets. */
export function createTraffic() {
  const byName = new Map<string, Endpoint>();
  return {
    add(exchange: Exchange): void {
      const { method, path, status, contentType, location } = exchange;
      if (status >= 400 || status === 304 || (method === 'GET' && location === undefined && !isPage(contentType)))
        return;
      const template = foldPath(path);
      const known = byName.get(`${method} ${template}`);
      const endpoint = known ?? { method, template, count: 0, query: {}, fields: {} };
      endpoint.count += 1;
      remember(endpoint.query, new URL(path, 'http://app').searchParams.entries());
      remember(endpoint.fields, Object.entries(readFields(exchange.requestType, exchange.requestBody)));
      // A form that is shown again with its complaints answers 200 as well; who is led on was heard.
      const leadsOn = location !== undefined || endpoint.answer?.location === undefined;
      if (method !== 'GET' && leadsOn && exchange.body.length <= maxBody) endpoint.answer = answerOf(exchange);
      byName.set(`${method} ${template}`, endpoint);
    },
    endpoints: (): Endpoint[] => [...byName.values()],
  };
}

function remember(all: Record<string, string[]>, entries: Iterable<[string, string]>): void {
  for (const [name, value] of entries) {
    const values = (all[name] ??= []);
    const shown = secret.test(name) ? '' : value.slice(0, 200);
    if (values.length < maxValues && !values.includes(shown)) values.push(shown);
  }
}

const answerOf = ({ status, location, contentType, body }: Exchange): Answer => ({
  status,
  ...(location === undefined ? {} : { location }),
  ...(contentType === '' ? {} : { contentType }),
  body: body.toString('utf8'),
});

const fewestAlike = 3;

/** What stands last in the addresses that the same form was sent to: names of what was made for a run. */
function madeNames(endpoints: readonly Endpoint[]): Set<string> {
  const forms = Map.groupBy(
    endpoints.filter(({ method }) => method !== 'GET'),
    ({ method, template, fields }) =>
      `${method} ${template.replace(/[^/]*$/, '')} ${Object.keys(fields).sort().join()}`,
  );
  const alike = [...forms.values()].filter(({ length }) => length >= fewestAlike);
  return new Set(alike.flat().flatMap(({ template }) => template.split('/').at(-1) ?? []));
}

/** Addresses that differ only in the name of what was made for a run are one, with `:id` in its place: tomorrow it has another name. */
export function foldMade(endpoints: readonly Endpoint[]): Endpoint[] {
  const made = madeNames(endpoints);
  const folded = (path: string): string => path.replace(/[^/?#]+/g, (segment) => (made.has(segment) ? ':id' : segment));
  const byName = new Map<string, Endpoint>();
  for (const { method, template, count, query, fields, answer } of endpoints) {
    const place = folded(template);
    const known = byName.get(`${method} ${place}`) ?? { method, template: place, count: 0, query: {}, fields: {} };
    known.count += count;
    remember(known.query, entriesOf(query));
    remember(known.fields, entriesOf(fields));
    known.answer ??= answer && { ...answer, ...(answer.location && { location: folded(answer.location) }) };
    byName.set(`${method} ${place}`, known);
  }
  return [...byName.values()];
}

const entriesOf = (all: Record<string, string[]>): [string, string][] =>
  Object.entries(all).flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));
