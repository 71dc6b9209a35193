import { ReportedTest, TestState } from '@testforge/core';
import { z } from 'zod';
import { Moment } from './schemas.js';

/** The contract of what a run left behind, part by part. */

const Locator = z.unknown();

export const RunTests = z
  .object({
    items: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        phase: z.string().describe('first, gate-N (a repeat of what is new), kept, proposed, or proof-N'),
        status: z.enum(['passed', 'failed', 'flaky', 'skipped', 'interrupted']),
        durationMs: z.number(),
        attempts: z.number().int(),
        endedAt: z.string(),
      }),
    ),
  })
  .meta({ id: 'RunTests' });

export const RunFindings = z
  .object({
    items: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        severity: z.string(),
        title: z.string(),
        url: z.string().nullable(),
        evidence: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'RunFindings' });

export const RunLedger = z
  .object({
    items: z.array(
      z.object({
        stage: z.string(),
        position: z.number().int(),
        method: z.string(),
        urlTemplate: z.string(),
        created: z.string().nullable(),
        cleanedUp: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'RunLedger' });

export const RunHealings = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        testKey: z.string(),
        stepKey: z.string(),
        status: z.string(),
        strategy: z.string(),
        confidence: z.number(),
        oldLocator: Locator,
        newLocator: Locator,
        expectationUnchanged: z.boolean(),
        updatedAt: z.string(),
      }),
    ),
  })
  .meta({ id: 'RunHealings' });

const SignedAddress = z.string().describe('signed; good for an hour');

export const RunArtifacts = z
  .object({
    items: z.array(z.object({ name: z.string(), kind: z.string(), url: SignedAddress })),
  })
  .meta({ id: 'RunArtifacts' });
export type RunArtifacts = z.infer<typeof RunArtifacts>;

export const RunStates = z
  .object({
    items: z.array(
      z.object({
        key: z.string(),
        template: z.string(),
        path: z.string(),
        title: z.string(),
        status: z.number().int().nullable(),
        depth: z.number().int(),
        forms: z.number().int(),
        elements: z.number().int(),
        loadMs: z.number(),
        picture: SignedAddress.nullable(),
      }),
    ),
  })
  .meta({ id: 'RunStates' });
export type RunStates = z.infer<typeof RunStates>;

const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const Picture = z.object({ url: SignedAddress, box: Box.nullable().describe('of the element, in pixels of the page') });

export const TestDetail = z
  .object({
    test: ReportedTest.meta({ id: 'ReportedTest' }),
    code: z
      .object({ file: z.string(), content: z.string(), firstLine: z.number().int(), lastLine: z.number().int() })
      .nullable(),
    heals: z.array(
      z.object({
        stepKey: z.string(),
        stepTitle: z.string(),
        decision: z.enum(['heal', 'ask', 'abstain']),
        why: z.string(),
        confidence: z.number(),
        oldLocator: z.string().describe('Playwright source'),
        newLocator: z.string().nullable(),
        before: Picture.nullable(),
        after: Picture.nullable(),
      }),
    ),
    artifacts: z.array(z.object({ phase: z.string(), kind: z.string(), url: SignedAddress })),
    console: z.array(z.object({ type: z.string(), text: z.string() })),
    history: z.array(
      z.object({
        runId: z.uuid(),
        release: z.string().nullable(),
        createdAt: z.string(),
        state: TestState,
        durationMs: z.number(),
      }),
    ),
  })
  .meta({ id: 'TestDetail' });
export type TestDetail = z.infer<typeof TestDetail>;

export const TestKey = z.string().min(1).max(300);

export const Comparison = z
  .object({
    before: z.object({ id: z.uuid(), release: z.string().nullable(), createdAt: z.string() }),
    after: z.object({ id: z.uuid(), release: z.string().nullable(), createdAt: z.string() }),
    tests: z
      .array(
        z.object({ key: z.string(), title: z.string(), before: TestState.nullable(), after: TestState.nullable() }),
      )
      .describe('those whose state differs'),
    unchanged: z.number().int(),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof Comparison>;

export const Share = z
  .object({
    id: z.uuid(),
    url: z.string(),
    hasPassword: z.boolean(),
    expiresAt: z.string().nullable(),
    maxViews: z.number().int().nullable(),
    views: z.number().int(),
    createdAt: z.string(),
  })
  .meta({ id: 'Share' });
export type Share = z.infer<typeof Share>;
export const ShareList = z.object({ items: z.array(Share) }).meta({ id: 'ShareList' });
export const NewShare = z
  .object({
    password: z.string().min(4).max(500).optional(),
    expiresAt: Moment.optional(),
    maxViews: z.number().int().min(1).max(1_000_000).optional(),
  })
  .strict()
  .meta({ id: 'NewShare' });
export type NewShare = z.infer<typeof NewShare>;
export const ShareId = z.uuid();
