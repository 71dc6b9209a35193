import type { TestForge } from '@testforge/sdk';
import type { ProgramContext } from './program.js';

/** What a command is made of. */
export interface CommandContext extends ProgramContext {
  connect(): Promise<TestForge>;
  /** Hands the exit code on. */
  ended(exitCode: number): void;
}

/** The project of a run: suites and schedules are named by any of their project's runs. */
export const projectOf = async (client: TestForge, run: string): Promise<string> =>
  (await client.getRun(run)).project.id;

/** Every pause between two looks at what is under way, in milliseconds. */
const everyMs = 500;

/** Looks again and again until `look` gives something, or the person stops waiting. */
export async function waitFor<T>(look: () => Promise<T | null>, signal: AbortSignal): Promise<T | null> {
  while (!signal.aborted) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return null;
}
