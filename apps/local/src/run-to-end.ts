import { spawn } from 'node:child_process';
import { AppError } from '@testforge/core';

/** Runs one of our programs to its end. Throws `upstream local.step_failed` with what it said last. */
export function runToEnd({
  repositoryDir,
  main,
  env,
}: {
  repositoryDir: string;
  main: string;
  env: Record<string, string>;
}): Promise<void> {
  const child = spawn(process.execPath, ['--import', '@swc-node/register/esm-register', main], {
    cwd: repositoryDir,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new AppError('upstream', 'local.step_failed', `${main} ended with ${code}: ${said.trim()}`)),
    );
  });
}
