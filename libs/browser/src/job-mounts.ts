import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What a job may see of the repository, under the same paths as outside. Never `.env`, `.testforge` or `.git`. */
const shown = ['node_modules', 'libs', 'package.json', 'tsconfig.base.json', 'tsconfig.json'];

export const jobMounts = (repositoryDir: string): { from: string; to: string }[] =>
  shown.map((name) => join(repositoryDir, name)).filter((path) => existsSync(path)).map((path) => ({ from: path, to: path }));
