import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedDir, type AppFolder } from './app-folder.js';
import { runToEnd } from './run-program.js';

export interface InstallOptions extends AppFolder {
  shell: Record<string, string>;
  say(line: string): void;
}

/** Installs a pinned release by the registry's ordinary client, once; a half-done one, or one of other packages, is begun anew. */
export async function installApp({ say, shell, ...folder }: InstallOptions): Promise<string> {
  const dir = installedDir(folder);
  const done = join(dir, '.installed');
  const { app, release } = folder;
  const packages = app.packages(release);
  // Empty where it was installed before what belongs to it was written down.
  if (existsSync(done) && ['', packages.join(' ')].includes(readFileSync(done, 'utf8'))) return dir;
  say(`Installing ${packages.join(' ')} into ${dir} …`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const place = { shell, binDir: binDir(folder), cwd: dir, logFile: join(dir, 'install.log') };
  if (app.registry === 'npm') {
    await runToEnd(place, {
      program: '/usr/bin/env',
      args: ['npm', 'install', '--no-audit', '--no-fund', '--prefix', dir, ...packages],
    });
  } else if (app.registry === 'go') {
    // A module of its own that requires them: `go install` asks for the list of all versions, which not every proxy keeps.
    const required = packages.map((each) => each.replace('@', ' ')).join('\n');
    writeFileSync(join(dir, 'go.mod'), `module app\n\nrequire (\n${required}\n)\n`);
    await runToEnd(place, {
      program: '/usr/bin/env',
      args: ['go', 'build', '-mod=mod', '-o', `${binDir(folder)}/`, ...packages.map((each) => each.replace(/@.*/, ''))],
    });
  } else {
    await runToEnd(place, { program: '/usr/bin/env', args: ['python3', '-m', 'venv', dir] });
    const constraints = join(dir, 'constraints.txt');
    writeFileSync(constraints, (app.constraints ?? []).join('\n'));
    await runToEnd(place, {
      program: 'pip',
      args: ['install', '--quiet', '--disable-pip-version-check', ...packages],
      // The variable reaches the builds of packages too, which the option of the same name does not.
      env: { PIP_CONSTRAINT: constraints },
    });
  }
  writeFileSync(done, packages.join(' '));
  return dir;
}

export const binDir = (folder: AppFolder): string =>
  join(installedDir(folder), folder.app.registry === 'npm' ? 'node_modules/.bin' : 'bin');
