import { z } from 'zod';
import { RoleName } from './access.js';

/** Where a step stands in the written code, so that an error's line leads back to it. Lines start at 1. */
export const StepLocation = z.object({
  testKey: z.string(),
  stepKey: z.string(),
  file: z.string(),
  line: z.number().int(),
  /** The step's own title. */ title: z.string().optional(),
});
export type StepLocation = z.infer<typeof StepLocation>;

/** Stage 3: an ordinary Playwright Test project. Paths are relative, with `/`. Same tests, same files, byte for byte. */
export const TestProject = z.object({
  schemaVersion: z.literal(1),
  baseUrl: z.string(),
  files: z.array(z.object({ path: z.string(), content: z.string() })),
  tests: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      file: z.string(),
      expectationHash: z.string(),
      /** As in `TestCase`: runs first, and where it fails the others are not run. */
      setup: z.enum(['shared', 'worker', 'each']).optional(),
      /** As in `TestCase`: what its `setup` makes is for the tests of its role. */
      role: RoleName.optional(),
      /** It sent writing requests to the app when it was made: where only reading is allowed, its failure says nothing. */
      writes: z.boolean().optional(),
    }),
  ),
  steps: z.array(StepLocation),
  gates: z.array(z.object({ name: z.string(), passed: z.boolean(), details: z.array(z.string()) })),
});
export type TestProject = z.infer<typeof TestProject>;
