import type { LedgerEntry } from '@testforge/core';
import { z } from 'zod';
import { parseJson } from './parse-json.js';
import type { Attempt } from './runner-event.js';
import { urlTemplate } from './url-template.js';

const WritingRequests = z.array(
  z.object({ method: z.string().max(20), url: z.string(), status: z.number().int().nullable() }),
);

/** The writing requests of one attempt, as the fixture counted them. What is malformed is not told. */
export function ledgerOf({ attachments }: Attempt, phase: string): LedgerEntry[] {
  const text = attachments.find(({ name }) => name === 'testforge:requests')?.text;
  const parsed = WritingRequests.safeParse(text === undefined ? [] : parseJson(text));
  const stage = phase.startsWith('proof') ? 'proof' : 'execution';
  return parsed.success
    ? parsed.data.map(({ method, url, status }) => ({ stage, method, urlTemplate: urlTemplate(url), status }))
    : [];
}
