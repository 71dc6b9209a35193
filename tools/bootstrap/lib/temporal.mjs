import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWithGo } from './go.mjs';
import { withLock } from './lock.mjs';
import { cacheBin, cacheDir } from './paths.mjs';
import { say } from './report.mjs';
import { firstLine, isOnPath, run } from './run.mjs';

const version = 'v1.5.1';
const kept = join(cacheBin, 'temporal');
const reachTimeoutMs = 3_000;

export const findTemporal = () => (isOnPath('temporal') ? 'temporal' : existsSync(kept) ? kept : null);

export const temporal = {
  title: 'Temporal',
  remedy: 'Put the `temporal` command on PATH, or set TEMPORAL_ADDRESS.',
  missing: () =>
    process.env.TEMPORAL_ADDRESS || findTemporal() !== null
      ? []
      : [`temporal ${version} (downloaded, or built with Go: some 4 minutes once)`],
  install: () =>
    withLock(join(cacheDir, 'locks', 'temporal'), 'Temporal', async () => {
      if (findTemporal() !== null || (await download())) return;
      await buildWithGo('temporal', `github.com/temporalio/cli/cmd/temporal@${version}`);
    }),
};

/** The vendor's own build, where the internet is open; false (and a line that says so) where it is not. */
async function download() {
  const work = join(cacheDir, `temporal-${process.pid}`);
  try {
    const cpu = { x64: 'amd64', arm64: 'arm64' }[process.arch];
    const place = await fetch(`https://temporal.download/cli/${version}?platform=linux&arch=${cpu}`, {
      signal: AbortSignal.timeout(reachTimeoutMs),
    });
    const { archiveUrl, fileToExtract } = await place.json();
    const archive = await fetch(archiveUrl, { signal: AbortSignal.timeout(120_000) });
    mkdirSync(work, { recursive: true });
    mkdirSync(cacheBin, { recursive: true });
    writeFileSync(join(work, 'archive.tar.gz'), Buffer.from(await archive.arrayBuffer()));
    await run('tar', ['-xzf', 'archive.tar.gz', fileToExtract], { cwd: work });
    chmodSync(join(work, fileToExtract), 0o755);
    if (firstLine(join(work, fileToExtract)) === null) throw new Error('the download does not run here');
    renameSync(join(work, fileToExtract), kept);
    return true;
  } catch (error) {
    say(`  … temporal.download is not in reach (${error.message}): building it with Go`);
    return false;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
