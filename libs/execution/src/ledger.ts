import { urlTemplate, type LedgerEntry } from '@testforge/core';
import { z } from 'zod';
import { parseJson } from './parse-json.js';
import type { Attempt } from './runner-event.js';

const WritingRequests = z.array(
  z.object({
    method: z.string().max(20),
    url: z.string(),
    status: z.number().int().nullable(),
    refused: z.boolean().optional(),
  }),
);

export interface WritingRequest extends LedgerEntry {
  /** It was stopped before it left the browser, since only reading is allowed. */
  refused: boolean;
}

/** The writing requests of one attempt, as the fixture counted them. What is malformed is not told. */
export function writingOf({ attachments }: Attempt, phase: string): WritingRequest[] {
  const text = attachments.find(({ name }) => name === 'testforge:requests')?.text;
  const parsed = WritingRequests.safeParse(text === undefined ? [] : parseJson(text));
  const stage = phase.startsWith('proof') ? 'proof' : 'execution';
  if (!parsed.success) return [];
  return parsed.data.map(({ method, url, status, refused = false }) => ({
    stage,
    method,
    urlTemplate: urlTemplate(url),
    status,
    refused,
  }));
}

export const ledgerOf = (writing: readonly WritingRequest[]): LedgerEntry[] =>
  writing.map(({ stage, method, urlTemplate: template, status }) => ({ stage, method, urlTemplate: template, status }));
