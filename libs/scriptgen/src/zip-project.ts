import type { TestProject } from '@testforge/core';
import { strToU8, zipSync } from 'fflate';

/** The project's files as a zip archive. Same project, same bytes: the time in the archive is fixed. */
export function zipProject(project: Pick<TestProject, 'files'>): Uint8Array {
  const entries = project.files.map(({ path, content }) => [path, strToU8(content)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1), level: 6 });
}
