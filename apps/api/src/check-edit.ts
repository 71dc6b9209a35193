import { AppError, type Step, type TestCase } from '@testforge/core';

const typesCredential = (step: Step): boolean => 'value' in step && step.value.kind === 'credential';
const leavesApp = (step: Step): boolean => step.kind === 'goto' && !/^\/(?![/\\])/.test(step.path);

/**
 * What a person who edits a test may not add: what types the project's credentials outside of logging in, and addresses of
 * other apps. Together they would hand the credentials to a stranger. Throws `invalid suite.credential_added`,
 * `suite.address_added`.
 */
export function checkEdit(before: TestCase, after: TestCase): void {
  const known = new Set(before.steps.map((step) => JSON.stringify(step)));
  const added = after.steps.filter((step) => !known.has(JSON.stringify(step)));
  if (before.setup === undefined && added.some(typesCredential))
    throw new AppError(
      'invalid',
      'suite.credential_added',
      'Only the test that logs in may type the project’s credentials.',
    );
  if (added.some(leavesApp))
    throw new AppError(
      'invalid',
      'suite.address_added',
      'A test opens pages of its own app: give a path such as “/cart”.',
    );
}
