import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

/** Names some folders as committed: same content, same key. What is not committed does not count. */
export function treesKey(repositoryDir: string, folders: readonly string[], ...more: string[]): string {
  const trees = folders.map((folder) =>
    execFileSync('git', ['rev-parse', `HEAD:${folder}`], { cwd: repositoryDir, encoding: 'utf8' }).trim(),
  );
  return createHash('sha256')
    .update([...more, ...trees].join('\n'))
    .digest('hex')
    .slice(0, 12);
}
