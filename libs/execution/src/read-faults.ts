import { comesOfLeaving, urlTemplate, type AppFaults } from '@testforge/core';
import { z } from 'zod';
import { parseJson } from './parse-json.js';
import type { Redact } from './redact.js';
import type { Attempt } from './runner-event.js';

const Told = z.object({
  serverErrors: z.array(z.object({ method: z.string().max(20), url: z.string(), status: z.number().int() })),
  pageErrors: z.array(z.object({ error: z.string(), page: z.string() })),
  /** Why requests got no answer. */
  failures: z.array(z.string()),
});

const maxFaults = 50;
const maxMessageChars = 300;

/** What failed in the app during one attempt, as the fixture saw it; undefined where nothing did, or what was told is malformed. */
export function faultsOf(
  { attachments }: Attempt,
  { origins, redact }: { origins: readonly string[]; redact: Redact },
): AppFaults | undefined {
  const text = attachments.find(({ name }) => name === 'testforge:faults')?.text;
  const told = Told.safeParse(text === undefined ? null : parseJson(text));
  if (!told.success) return undefined;
  const template = (url: string): string => redact.text(urlTemplate(url));
  const serverErrors = told.data.serverErrors
    .filter(({ url }) => origins.includes(originOf(url)))
    .map((answer) => ({ ...answer, url: template(answer.url) }));
  const pageErrors = told.data.pageErrors
    .filter(({ error }) => !comesOfLeaving(error, told.data.failures))
    .map(({ error, page }) => ({
      message: redact.text(error.split('\n', 1)[0] ?? '').slice(0, maxMessageChars),
      page: template(page),
      ...(isForeign(error, origins) && { foreign: true }),
    }));
  if (serverErrors.length + pageErrors.length === 0) return undefined;
  return { serverErrors: once(serverErrors), pageErrors: once(pageErrors) };
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');

/** Every place that the stack names lies with somebody else, such as a chat window or a counter of visits. */
function isForeign(stack: string, origins: readonly string[]): boolean {
  const places = [...stack.matchAll(/https?:\/\/[^\s/)]+/g)].map(([place]) => originOf(place));
  return places.length > 0 && places.every((origin) => !origins.includes(origin));
}

const once = <T>(faults: readonly T[]): T[] =>
  [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()].slice(0, maxFaults);
