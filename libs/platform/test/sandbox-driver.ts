import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createSandbox, type SandboxJob } from '../src/sandbox/index.js';

const self = fileURLToPath(import.meta.url);

/**
 * Runs a job from another process of ours, so that a spec may kill that process or start it with open descriptors.
 * @param redirection what a shell opens for it first, such as `200</etc/hostname`
 */
export function driveJob(job: SandboxJob, redirection = ''): { process: ChildProcess; output(): Promise<string> } {
  const command = `exec ${redirection}; exec "$0" --import @swc-node/register/esm-register ${self} run`;
  const child = spawn('bash', ['-c', redirection === '' ? command.replace('exec ; ', '') : command, process.execPath], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(job));
  return { process: child, output: () => text(child.stdout) };
}

if (process.argv[1] === self && process.argv[2] === 'run') {
  const sandbox = createSandbox({
    mode: 'bubblewrap',
    log: { warn: () => undefined },
    stagingDir: '/var/tmp/testforge-sandbox-spec',
  });
  const job = JSON.parse(readFileSync(0, 'utf8')) as SandboxJob;
  const result = await sandbox.run(job);
  process.stdout.write(JSON.stringify(result));
}
