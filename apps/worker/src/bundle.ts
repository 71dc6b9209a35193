import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { AppError } from '@testforge/core';

const stampOf = (bundle: string): string => `${bundle}.sha256`;

async function hashOfSources(repositoryDir: string): Promise<string> {
  const dir = join(repositoryDir, 'temporal', 'workflows');
  const files = [
    join(repositoryDir, 'temporal', 'contracts.ts'),
    ...(await readdir(dir)).sort().map((name) => join(dir, name)),
    join(repositoryDir, 'package-lock.json'),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(repositoryDir.length)).update(await readFile(file));
  return hash.digest('hex');
}

/** Builds the workflow bundle ahead; one made from the same sources is kept. Returns whether it was built now. */
export async function buildWorkflowBundle(repositoryDir: string, path: string): Promise<boolean> {
  const hash = await hashOfSources(repositoryDir);
  const stamp = await readFile(stampOf(path), 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : Promise.reject(error),
  );
  if (stamp === hash) return false;
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(repositoryDir, 'temporal', 'workflows', 'index.ts'),
    logger: quiet,
  });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, code);
  await rename(`${path}.new`, path);
  await writeFile(stampOf(path), hash);
  return true;
}

/** The bundle that was built ahead. Throws `upstream worker.bundle_missing`: there is no building on the fly. */
export async function readWorkflowBundle(path: string): Promise<{ code: string }> {
  const code = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new AppError(
      'upstream',
      'worker.bundle_missing',
      `The workflow bundle is missing at ${path}. Build it with “npm start” or apps/worker/src/build.main.ts.`,
      { cause: error },
    );
  });
  return { code };
}

const nothing = (): void => undefined;
const quiet = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: (message: string) => process.stderr.write(`${message}\n`),
};
