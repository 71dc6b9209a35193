import { spawn, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const version = '4.32.5';
const venv = join(homedir(), '.cache', 'testforge', `schemathesis-${version}`);

function install(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return;
  rmSync(venv, { recursive: true, force: true });
  throw new Error(`“${command} ${args.join(' ')}” did not work; let pip reach PyPI or its mirror, and try again`);
}

/** Its program, installed the first time into an environment of its own. */
export async function findSchemathesis(): Promise<string> {
  const program = join(venv, 'bin', 'schemathesis');
  if (existsSync(program)) return program;
  console.log(`Installing schemathesis ${version} from PyPI …`);
  install('python3', ['-m', 'venv', venv]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  install(join(venv, 'bin', 'python'), [...pip, `schemathesis==${version}`]);
  return program;
}

interface Run {
  program: string;
  server: string;
  apiKey: string;
  /** Generated requests for each operation and phase, at most. */
  examples: number;
  seed: number;
  /** Its configuration file. */
  config: string;
  filters: string[];
}

/** Its own words go to the standard output; whether there were faults is counted by the API. */
export function runSchemathesis({ program, server, apiKey, examples, seed, config, filters }: Run): Promise<void> {
  const settings = ['--checks', 'not_a_server_error', '--max-examples', String(examples), '--seed', String(seed)];
  const quiet = ['--request-timeout', '30', '--suppress-health-check', 'all', '--continue-on-failure'];
  const header = `Authorization: Bearer ${apiKey}`;
  const child = spawn(
    program,
    [
      ...['--no-color', '--config-file', config, 'run', `${server}/openapi.json`],
      ...['--header', header, ...settings, ...quiet, ...filters],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'], cwd: venv },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // 1 says that it found something, which is told by it and counted by us.
    child.once('exit', (code) =>
      code === 0 || code === 1 ? resolve() : reject(new Error(`schemathesis ended with ${code}`)),
    );
  });
}
