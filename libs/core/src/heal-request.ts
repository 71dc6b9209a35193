import { z } from 'zod';
import { storable } from './storable.js';

/** Largest request for a heal, in bytes: a trace of some minutes with its pictures. */
export const healRequestBytes = 16 * 1024 * 1024;
/** A page of a large app as it stands, some times over. */
const pageBytes = 8 * 1024 * 1024;
/** A trace's largest size as it is sent, with room for the rest of the request. */
const traceCharacters = healRequestBytes - 512 * 1024;
/** The first bytes of every zip archive that holds something, in base 64. */
const zipStart = 'UEsDB';

/** Whether a trace's part tells of its page: events, network log, style sheets. All else (pictures, sources) may be left out. */
export const isTracePart = (name: string): boolean =>
  /^[^/\\]{1,200}\.(?:trace|network)$|^resources\/[^/\\]{1,200}\.css$/.test(name);

const text = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((value) => storable(value) === value, 'must not hold NUL or half a character');

/**
 * A broken step of a test that TestForge did not make: how it found its element, and the page as it was when it did not find
 * it any more. What the step looked for is told by `failedLocator`, or read from the runner's `error`.
 */
export const HealRequest = z
  .object({
    testName: text(500).optional(),
    error: text(50_000).optional().describe('what Playwright said when the step failed, call log included'),
    failedLocator: text(5_000)
      .min(1)
      .optional()
      .describe('as it stands in the test: a Playwright call, CSS, XPath, text=…; default: read from the error'),
    action: text(100)
      .optional()
      .describe('click, fill, select, check, hover, upload, read; default: read from the error'),
    args: z
      .array(z.union([text(5_000), z.number()]))
      .max(20)
      .optional()
      .describe('what the step hands over, for example the option it selects'),
    baseline: z
      .record(z.string(), z.unknown())
      .optional()
      .describe(
        'fingerprint of the element from a run in which the test passed; without it a heal is only ever asked for',
      ),
    html: text(pageBytes)
      .min(1)
      .optional()
      .describe('the page when the step failed; shown without scripts and network'),
    ariaSnapshot: text(2_000_000)
      .min(1)
      .optional()
      .describe('the page as Playwright’s page snapshot (YAML, as in error-context.md), where there is no HTML'),
    candidates: z
      .array(z.record(z.string(), z.unknown()))
      .max(20_000)
      .optional()
      .describe('fingerprints of the page’s elements, where they were collected already'),
    trace: z
      .base64()
      .max(traceCharacters)
      .refine((value) => value.startsWith(zipStart), 'is no zip archive')
      .optional()
      .describe(
        'Playwright’s trace.zip of the failing test in base 64, recorded with snapshots: it tells the page, the error and the ' +
          'step; only its events (*.trace, *.network) and style sheets (resources/*.css) are looked at',
      ),
  })
  .strict()
  .refine(({ failedLocator, error, baseline, trace }) => failedLocator ?? error ?? baseline ?? trace, {
    message: 'needs “failedLocator”, “error”, “baseline” or “trace”: what did the step look for?',
  })
  .refine(
    ({ html, ariaSnapshot, candidates, trace }) =>
      [html, ariaSnapshot, candidates, trace].filter((one) => one !== undefined).length === 1,
    {
      message: 'needs one of “html”, “ariaSnapshot”, “candidates” and “trace”: where is the element to be looked for?',
    },
  )
  .meta({ id: 'HealRequest' });
export type HealRequest = z.infer<typeof HealRequest>;

/** An element that may be the one that was lost. */
export const HealProposal = z.object({
  locator: z.string().nullable().describe('Playwright code that finds it alone; null where none does'),
  index: z.number().int().describe('its place among the candidates, or among the elements of the page'),
  name: z.string().describe('its accessible name or text'),
  score: z.number().describe('how alike it is, 0 to 1'),
  strategies: z.record(z.string(), z.number()),
});
export type HealProposal = z.infer<typeof HealProposal>;

/**
 * What the healer says. `heal`: by these rules it may be applied; only the test itself, run from its start with every
 * expectation as it was, proves it. `ask`: a person must say. `abstain`: what was lost is not there as far as can be told.
 */
export const HealDecision = z.object({
  decision: z.enum(['heal', 'ask', 'abstain']),
  why: z.string(),
  /** Probability that the first proposal is right, 0 to 1. */
  confidence: z.number(),
  failedLocator: z.string().nullable(),
  action: z.string(),
  /** Best first. */
  proposals: z.array(HealProposal),
});
export type HealDecision = z.infer<typeof HealDecision>;

/** How a heal that was asked for ended. */
export const HealOutcome = z.discriminatedUnion('status', [
  HealDecision.extend({ status: z.literal('decided') }),
  z.object({ status: z.literal('failed'), why: z.string() }),
]);
export type HealOutcome = z.infer<typeof HealOutcome>;
