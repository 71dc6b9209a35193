import { AppError } from '@testforge/core';
import { createSandbox, type Sandbox } from '@testforge/platform/sandbox';
import { isPrivateAddress } from '@testforge/runs/interaction';

export interface SandboxChoice {
  /** `TESTFORGE_SANDBOX` as it was set. */
  asked: string | undefined;
  url: string;
  stagingDir: string;
  warn(line: string): void;
}

/**
 * The sandbox where it works here. Where it does not, an app of this machine or its network is explored without, and it is
 * said so; a stranger's app only where `TESTFORGE_SANDBOX=none` asks for that by name. Throws `sandbox.unavailable` (upstream).
 */
export async function chooseSandbox({ asked, url, stagingDir, warn }: SandboxChoice): Promise<Sandbox> {
  const log = { warn: (_fields: object, message: string) => warn(message) };
  const silent = { warn: () => undefined };
  if (asked === 'none') return createSandbox({ mode: 'none', log, stagingDir });
  const confined = createSandbox({ mode: 'bubblewrap', log, stagingDir });
  const { problem } = await confined.describe();
  if (problem === undefined) return confined;
  if (!isPrivateAddress(url))
    throw new AppError(
      'upstream',
      'sandbox.unavailable',
      `The sandbox “bubblewrap” does not work here: ${problem} TESTFORGE_SANDBOX=none explores ${url} without one.`,
    );
  warn(`WARNING: the sandbox “bubblewrap” does not work here: ${problem}`);
  warn(`WARNING: the pages of ${url} are opened without it, with your own rights. Its address is in your own network.`);
  return createSandbox({ mode: 'none', log: silent, stagingDir });
}
