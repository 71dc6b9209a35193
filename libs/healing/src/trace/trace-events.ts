import { z } from 'zod';
import type { TraceParts } from './open-archive.js';

const FrameSnapshot = z.object({
  callId: z.string().optional(),
  /** Since trace version 9; before that the name tells. */
  phase: z.string().optional(),
  snapshotName: z.string().optional(),
  frameId: z.string(),
  frameUrl: z.string(),
  isMainFrame: z.boolean(),
  doctype: z.string().optional(),
  /** `[name, attributes, ...children]`, a text, or `[[n, m]]`: node `m`, children first, of the frame's snapshot `n` before. */
  html: z.unknown(),
  viewport: z.object({ width: z.number(), height: z.number() }).optional().catch(undefined),
  resourceOverrides: z
    .array(
      z.object({
        url: z.string(),
        file: z.string().optional(),
        sha1: z.string().optional(),
        ref: z.number().optional(),
      }),
    )
    .catch([]),
});
export type FrameSnapshot = z.infer<typeof FrameSnapshot>;

const Resource = z.object({
  request: z.object({ url: z.string() }),
  response: z.object({ content: z.object({ _file: z.string().optional(), _sha1: z.string().optional() }) }),
});

const TraceEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('before'),
    callId: z.string(),
    startTime: z.number(),
    class: z.string(),
    method: z.string(),
    params: z.record(z.string(), z.unknown()).catch({}),
  }),
  z.object({ type: z.literal('log'), callId: z.string(), message: z.string() }),
  z.object({
    type: z.literal('after'),
    callId: z.string(),
    error: z.object({ message: z.string() }).optional().catch(undefined),
    result: z.object({ matches: z.boolean().optional() }).optional().catch(undefined),
  }),
  z.object({ type: z.literal('frame-snapshot'), snapshot: FrameSnapshot }),
  z.object({ type: z.literal('resource-snapshot'), snapshot: Resource }),
]);

/** A call that looked for an element. */
export interface TracedCall {
  callId: string;
  startTime: number;
  method: string;
  params: Record<string, unknown>;
  log: string[];
  /** Undefined where it passed; a call that was never over has failed. */
  error: string | undefined;
}

/** One browser context's part of a trace. */
export interface TracedContext {
  calls: TracedCall[];
  /** In the order they were taken, all frames together. */
  snapshots: FrameSnapshot[];
  /** Names of the parts that hold what an address answered. */
  resources: Map<string, string>;
}

/** The name of the part that holds a resource: whole since trace version 9, before that without its folder. */
export const partOf = (file: string | undefined, sha1: string | undefined): string | undefined =>
  file ?? (sha1 === undefined ? undefined : `resources/${sha1}`);

/** Lines that are no events, or of kinds that tell nothing of the page, are passed over. */
function* eventsOf(text: string): Generator<z.infer<typeof TraceEvent>> {
  for (const line of text.split('\n')) {
    if (!/^\{[^]*"type":"(?:before|log|after|frame-snapshot|resource-snapshot)"/.test(line)) continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      continue; // The last line of a trace whose process was ended.
    }
    const event = TraceEvent.safeParse(value);
    if (event.success) yield event.data;
  }
}

function readContext(texts: readonly string[]): TracedContext {
  const calls = new Map<string, TracedCall>();
  const context: TracedContext = { calls: [], snapshots: [], resources: new Map() };
  for (const event of texts.flatMap((text) => [...eventsOf(text)]))
    if (event.type === 'frame-snapshot') context.snapshots.push(event.snapshot);
    else if (event.type === 'resource-snapshot') {
      const { request, response } = event.snapshot;
      const part = partOf(response.content._file, response.content._sha1);
      if (part) context.resources.set(request.url, part);
    } else if (event.type === 'before') {
      const { callId, startTime, method, params } = event;
      if (event.class === 'Frame' && typeof params.selector === 'string')
        calls.set(callId, { callId, startTime, method, params, log: [], error: 'it was not over when the test ended' });
    } else {
      const call = calls.get(event.callId);
      if (event.type === 'log') call?.log.push(event.message);
      else if (call) call.error = event.error?.message ?? (event.result?.matches === false ? 'it failed' : undefined);
    }
  return { ...context, calls: [...calls.values()] };
}

/** Reads the events of each browser context in the trace. */
export const readContexts = (parts: TraceParts): TracedContext[] =>
  [...parts]
    .filter(([name]) => name.endsWith('.trace'))
    .map(([name, text]) => readContext([text, parts.get(name.replace(/\.trace$/, '.network')) ?? '']));
