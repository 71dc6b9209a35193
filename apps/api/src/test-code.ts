import type { TestProject } from '@testforge/core';
import type { TestDetail } from './detail-schemas.js';

/** The file a test was written to, and the lines that are its own. */
export function codeOf(project: TestProject, testKey: string): TestDetail['code'] {
  const file = project.tests.find(({ key }) => key === testKey)?.file;
  const content = project.files.find(({ path }) => path === file)?.content;
  if (!file || content === undefined) return null;
  const lines = content.split('\n');
  const own = project.steps.filter((step) => step.testKey === testKey).map(({ line }) => line);
  const first = Math.min(...own, lines.length);
  const last = Math.max(...own, 1);
  const opens = lines.slice(0, first).findLastIndex((line) => /^\s*(test|setup)\(/.test(line));
  const closes = lines.findIndex((line, index) => index >= last - 1 && /^\}\);/.test(line));
  return {
    file,
    content,
    firstLine: opens < 0 ? first : opens + 1,
    lastLine: closes < 0 ? last : closes + 1,
  };
}
