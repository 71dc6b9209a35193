import { z } from 'zod';
import { Locator } from './locator.js';
import { PageSnapshot } from './page-snapshot.js';
import { Step, Target } from './step.js';

/** What explorations and tests may do to the app. */
export const InteractionLevel = z.enum(['read', 'write', 'disposable']);
export type InteractionLevel = z.infer<typeof InteractionLevel>;

/** Something broken at first sight. It is reported with evidence and never becomes an expectation. */
export const Finding = z.object({
  key: z.string(),
  kind: z.enum([
    'server_error',
    'page_error',
    'dead_link',
    'failed_request',
    'console_error',
    'accessibility',
    'exposed_secret',
    'security',
  ]),
  severity: z.enum(['critical', 'serious', 'moderate', 'minor']),
  title: z.string(),
  url: z.string(),
  evidence: z.record(z.string(), z.unknown()),
});
export type Finding = z.infer<typeof Finding>;

/** One writing request that was sent to the app. */
export const LedgerEntry = z.object({
  stage: z.enum(['discovery', 'design', 'execution', 'proof']),
  method: z.string(),
  urlTemplate: z.string(),
  status: z.number().int().nullable(),
  created: z.string().optional(),
  cleanedUp: z.boolean().optional(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const ObservedRequest = z.object({
  method: z.string(),
  template: z.string(),
  status: z.number().int().nullable(),
  type: z.string(),
});
export type ObservedRequest = z.infer<typeof ObservedRequest>;

/** How soon a page answered (`ttfbMs`), showed something (`fcpMs`) and most of it (`lcpMs`), and how much of it moved meanwhile. */
export const Vitals = z.object({
  ttfbMs: z.number(),
  fcpMs: z.number().optional(),
  lcpMs: z.number().optional(),
  shift: z.number(),
});
export type Vitals = z.infer<typeof Vitals>;

/** One step that leads to a state from its parent. */
export const ReachStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('goto'), path: z.string() }),
  z.object({ kind: z.literal('click'), locator: Locator }),
]);
export type ReachStep = z.infer<typeof ReachStep>;

/** A state: URL template plus structure. `path` is the shortest known way from nothing. */
export const AppState = z.object({
  key: z.string(),
  template: z.string(),
  /** Path and query of the sample that was read, without origin. */
  path: z.string(),
  samples: z.array(z.string()),
  /** Other addresses of the app that led on to `path`, as paths with their query. */
  ledFrom: z.array(z.string()).optional(),
  depth: z.number().int(),
  status: z.number().int().nullable(),
  reach: z.array(ReachStep),
  snapshot: PageSnapshot,
  /** Verified locators by index into `snapshot.elements`; each matched exactly one element when observed. */
  locators: z.record(z.string(), Locator),
  requests: z.array(ObservedRequest),
  screenshot: z.string().optional(),
  /** Read before logging in, of an app that was then logged in to. */
  signedOut: z.boolean().optional(),
  /** A clean browser shows it under a window (a question about cookies, a greeting) that the first click of `reach` closes. */
  covered: z.boolean().optional(),
  loadMs: z.number(),
  /** Of a page that was opened by its address. */
  vitals: Vitals.optional(),
});
export type AppState = z.infer<typeof AppState>;

/** How the app was logged in to, as steps that anybody with the credentials can repeat from a clean context. */
export const LogIn = z.object({
  /** From the page of the form to the check that shows one is in; the values are of the kind `credential`. */
  steps: z.array(Step),
  /** What was seen: whether copies of one session live side by side, and several sessions of the user. See `TestCase.setup`. */
  sharing: z.enum(['shared', 'worker', 'each']),
});
export type LogIn = z.infer<typeof LogIn>;

/** A page, as somebody was answered who asked for it by its address. */
export const RolePage = z.object({
  path: z.string(),
  template: z.string(),
  /** `linked`: this role is led there; `served`: it is not, and gets the page; `refused`: it does not get it. */
  outcome: z.enum(['linked', 'served', 'refused']),
  /** The rule that decided it, in words. */
  reason: z.string(),
  /** Null where it was not asked for. */
  status: z.number().int().nullable(),
  /** Where one ended up, and what stands there. */
  address: z.string().nullable(),
  heading: z.string().nullable(),
  /** Whether that is a log-in form. */
  asksToLogIn: z.boolean().optional(),
  /** A heading that only this page shows, as whoever is led there saw it. */
  mark: Target.optional(),
});
export type RolePage = z.infer<typeof RolePage>;

/** What one role gets to see of the pages that some role is led to, the worthiest first. Pages of which nothing certain is known are left out. */
export const RoleView = z.object({
  /** Name of a further log-in, `main` or `nobody`. */
  role: z.string(),
  /** Of a further log-in. */
  logIn: LogIn.optional(),
  pages: z.array(RolePage),
});
export type RoleView = z.infer<typeof RoleView>;

/** What the app says of itself to machines, beside robots.txt and site maps; paths are of its own origin. */
export const SelfDescription = z.object({
  manifest: z
    .object({
      path: z.string(),
      name: z.string().optional(),
      start: z.string().optional(),
      shortcuts: z.array(z.object({ name: z.string(), path: z.string() })),
    })
    .optional(),
  openApi: z
    .object({
      path: z.string(),
      title: z.string().optional(),
      version: z.string().optional(),
      operations: z.array(z.object({ method: z.string(), path: z.string() })),
      /** Of those the ones that answer with a page and need no parameter. */
      pages: z.array(z.string()),
    })
    .optional(),
  /** Where it tells everybody what it can be asked. */
  graphQl: z.object({ path: z.string(), queries: z.array(z.string()), mutations: z.array(z.string()) }).optional(),
});
export type SelfDescription = z.infer<typeof SelfDescription>;

/** Stage 1: what was learned of the app. */
export const AppModel = z.object({
  schemaVersion: z.literal(1),
  url: z.string(),
  origins: z.array(z.string()),
  proposedOrigins: z.array(z.string()),
  /** What pages wanted of each proposed origin: `page`, `frame`, `script`, `style`, `api`, `picture`, `other`. */
  originUses: z.record(z.string(), z.array(z.string())).optional(),
  interaction: InteractionLevel,
  /** Absent where nobody logged in, or the session came from a file, a header or the browser's own dialog. */
  logIn: LogIn.optional(),
  /** Of an app that one logs in to: what others than its user get to see. */
  roles: z.array(RoleView).optional(),
  /** What it says of itself; absent where it says nothing. */
  describes: SelfDescription.optional(),
  states: z.array(AppState),
  findings: z.array(Finding),
  ledger: z.array(LedgerEntry),
  coverage: z.object({
    templates: z.number().int(),
    states: z.number().int(),
    forms: z.number().int(),
    flows: z.number().int(),
  }),
  notVisited: z.array(z.object({ path: z.string(), reason: z.string() })),
  /** What could not be looked at, and why; what was found out about the session. */
  notes: z.array(z.string()).optional(),
  /**
   * What exploring did: `pagesRead`, `pagesFolded`, `openersTried`, `openersThatLed`, `requests`, `logIns`, `pagesPerMinute`,
   * `slowness` (how much longer work took than on an idle machine), milliseconds by stage of reading (`settlingMs` …).
   */
  scorecard: z.record(z.string(), z.number()).optional(),
  durationMs: z.number(),
});
export type AppModel = z.infer<typeof AppModel>;
