import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { App, Place } from '../../apps/app.js';
import type { CodeBug } from './code-bug.js';

/** The app as it is, but for one bug in its code. The installed package stays as it is: a copy of it comes before. */
export function brokenBy(app: App, bug: CodeBug): App {
  if (bug.of === 'project') {
    const prepare = async (place: Place) => {
      await app.prepare(place);
      edit(join(place.data, bug.file), bug);
    };
    return { ...app, prepare };
  }
  const serve = (place: Place) => {
    const command = app.serve(place);
    const path = [overlayOf(place, bug), command.env?.['PYTHONPATH'] ?? ''].filter(Boolean).join(delimiter);
    return { ...command, env: { ...command.env, PYTHONPATH: path } };
  };
  return { ...app, serve };
}

/** A folder for PYTHONPATH with the one package that the bug is in. */
function overlayOf({ data, installed }: Place, bug: CodeBug): string {
  const folder = join(data, '.broken');
  const [name = ''] = bug.file.split('/');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const filter = (path: string) => !path.endsWith('__pycache__');
  cpSync(join(sitePackages(installed), name), join(folder, name), { recursive: true, filter });
  edit(join(folder, bug.file), bug);
  return folder;
}

function sitePackages(installed: string): string {
  const lib = join(installed, 'lib');
  const python = readdirSync(lib).find((each) => each.startsWith('python'));
  return join(lib, python ?? '', 'site-packages');
}

function edit(path: string, { name, from, to }: CodeBug): void {
  const parts = readFileSync(path, 'utf8').split(from);
  if (parts.length !== 2)
    throw new Error(`${name}: what is to be replaced stands ${parts.length - 1} times in ${path}`);
  writeFileSync(path, parts.join(to));
}
