import { AppError, TestPlan } from '@testforge/core';
import { generateProject } from '@testforge/scriptgen';
import type { DocRef, TestRunInput } from '../contracts.js';
import type { ActivityDeps } from './deps.js';
import { readDocument, writeDocument } from './documents.js';
import { performPart, performStage } from './stage.js';

export const scriptgenActivities = (deps: ActivityDeps) => ({
  /** Writes the tests as a Playwright project. `name` tells the project of the suite from that of a proof. */
  writeProject: (input: TestRunInput, documents: { tests: DocRef; name: string }): Promise<DocRef> =>
    (documents.name === 'first' || documents.name === 'kept' ? performStage : performPart)(
      deps,
      input,
      'scriptgen',
      async ({ ctx }) => {
        const plan = await readDocument(deps.objects, ctx, documents.tests, TestPlan);
        const project = await generateProject({ baseUrl: plan.url, tests: plan.tests });
        const failed = project.gates.filter((gate) => !gate.passed);
        if (failed.length > 0)
          throw new AppError(
            'invalid',
            'scriptgen.gate_failed',
            `The written project did not pass: ${failed.map((gate) => gate.name).join(', ')}.`,
            { details: { failed } },
          );
        return writeDocument(deps.objects, ctx, `project-${documents.name}`, project);
      },
    ),
});
