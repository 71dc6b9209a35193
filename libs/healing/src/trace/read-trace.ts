import { AppError } from '@testforge/core';
import { openArchive, type TraceParts } from './open-archive.js';
import { renderSnapshot } from './render-snapshot.js';
import { partOf, readContexts, type FrameSnapshot, type TracedCall, type TracedContext } from './trace-events.js';

/** The page of a trace at the moment its last call failed. */
export interface TracedPage {
  url: string;
  html: string;
  viewport: { width: number; height: number } | undefined;
  /** What style sheets said, by their address. */
  styles: Map<string, string>;
  /** What failed, in the words that Playwright prints. */
  error: string;
  /** What the call handed over, where it says which thing was meant. */
  args: string[];
}

/** Phases of a call, the nearest to its failure first; `input` is how older traces call `action`. */
const phases = ['after', 'action', 'input', 'before'];

function snapshotOf({ snapshots }: TracedContext, { callId }: TracedCall): FrameSnapshot | undefined {
  const named = (snapshot: FrameSnapshot): string =>
    snapshot.phase === undefined ? (snapshot.snapshotName ?? '') : `${snapshot.phase}@${snapshot.callId ?? ''}`;
  return phases
    .map((phase) => snapshots.find((one) => one.isMainFrame && named(one) === `${phase}@${callId}`))
    .find((found) => found !== undefined);
}

/** As Playwright prints it, since that is what the rest of us reads. */
function wordsOf({ method, error, log }: TracedCall): string {
  const what = method === 'expect' ? 'expect(locator).check() failed' : `locator.${method}: ${error ?? ''}`;
  return [what, ...(method === 'expect' ? [error ?? ''] : []), 'Call log:', ...log.map((line) => `  - ${line}`)].join(
    '\n',
  );
}

/** Of `selectOption`: which one. */
const argsOf = ({ method, params: { options } }: TracedCall): string[] =>
  method === 'selectOption' && Array.isArray(options)
    ? options.flatMap((option: Record<string, unknown> | null) =>
        [option?.valueOrLabel, option?.label, option?.value].filter((one) => typeof one === 'string'),
      )
    : [];

/** Style sheets as they were then: as the page had changed them, else as they came. */
function stylesOf(parts: TraceParts, { snapshots, resources }: TracedContext, chosen: FrameSnapshot) {
  const styles = new Map<string, string>();
  const keep = (url: string, part: string | undefined): void => {
    const text = part?.endsWith('.css') ? parts.get(part) : undefined;
    if (text !== undefined) styles.set(url, text);
  };
  resources.forEach((part, url) => keep(url, part));
  const until = new Set(snapshots.slice(0, snapshots.indexOf(chosen) + 1));
  for (const frame of Map.groupBy(snapshots, ({ frameId }) => frameId).values()) {
    const at = frame.findLastIndex((one) => until.has(one));
    for (const { url, file, sha1, ref } of frame[at]?.resourceOverrides ?? []) {
      const earlier = ref === undefined ? undefined : frame[at - ref]?.resourceOverrides.find((one) => one.url === url);
      keep(url, partOf(earlier?.file ?? file, earlier?.sha1 ?? sha1));
    }
  }
  return styles;
}

/**
 * Reads from a Playwright trace (`trace.zip`) which call failed last and the page as it was then.
 * Throws invalid: `heal.bad_trace`, `heal.nothing_failed`, `heal.no_page_in_trace`.
 */
export function readTrace(zip: Uint8Array): TracedPage {
  const parts = openArchive(zip);
  const contexts = readContexts(parts);
  if (contexts.length === 0)
    throw new AppError('invalid', 'heal.bad_trace', 'The trace cannot be read: it is no trace of Playwright’s.');
  const [last] = contexts
    .flatMap((context) => context.calls.map((call) => ({ context, call })))
    .filter(({ call }) => call.error !== undefined)
    .sort((one, other) => other.call.startTime - one.call.startTime);
  if (!last)
    throw new AppError('invalid', 'heal.nothing_failed', 'In the trace no call that looks for an element has failed.');
  const snapshot = snapshotOf(last.context, last.call);
  if (!snapshot)
    throw new AppError(
      'invalid',
      'heal.no_page_in_trace',
      'The trace holds no snapshot of the page at its failing call; record it with snapshots.',
    );
  return {
    url: snapshot.frameUrl,
    html: renderSnapshot(snapshot, last.context.snapshots),
    viewport: snapshot.viewport,
    styles: stylesOf(parts, last.context, snapshot),
    error: wordsOf(last.call),
    args: argsOf(last.call),
  };
}
