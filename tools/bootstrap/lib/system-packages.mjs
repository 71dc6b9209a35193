import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { rootPrefix, whyNoPackages } from './platform.mjs';
import { say } from './report.mjs';
import { isOnPath, run } from './run.mjs';

const hasFonts = () => existsSync('/usr/share/fonts') && readdirSync('/usr/share/fonts').length > 0;
const hasVenv = () => spawnSync('python3', ['-c', 'import venv, ensurepip']).status === 0;

/** A Debian package and how to see that what it brings is there. */
const wanted = [
  ['git', () => isOnPath('git')],
  ['procps', () => isOnPath('pgrep')],
  ['util-linux', () => isOnPath('setpriv') && isOnPath('prlimit')],
  ['bubblewrap', () => isOnPath('bwrap')],
  ['socat', () => isOnPath('socat')],
  ['redis-server', () => Boolean(process.env.REDIS_URL) || isOnPath('redis-server')],
  ['ffmpeg', () => isOnPath('ffmpeg')],
  ['fonts-liberation', hasFonts],
  ['python3-venv', hasVenv],
  ['chromium-headless-shell', () => findChromium() !== null],
];

const missing = () => wanted.filter(([, isThere]) => !isThere()).map(([name]) => name);

export const systemPackages = {
  title: 'System packages',
  remedy: 'Let apt-get reach its mirror, or install them by hand.',
  missing,
  install: async () => {
    const names = missing();
    const trouble = whyNoPackages(names);
    if (trouble !== null) throw trouble;
    await apt(['update']);
    const known = names.filter(isKnown);
    await apt(['install', '--yes', '--no-install-recommends', ...known]);
    if (!known.includes('chromium-headless-shell') && findChromium() === null) await downloadChromium();
  },
};

/** Ubuntu has Chromium as a snap only; Playwright brings its own there. */
async function downloadChromium() {
  say('• this system has no chromium-headless-shell package: Playwright brings its own');
  await run('npx', ['playwright', 'install', '--with-deps', '--only-shell', 'chromium'], {
    remedy: 'Set TESTFORGE_CHROMIUM to a Chromium.',
  });
}

const isKnown = (name) =>
  /Candidate: (?!\(none\))/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout ?? '');

function apt(args) {
  const quiet = ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1'];
  const [command, ...rest] = [
    ...rootPrefix(),
    'env',
    ...quiet,
    'apt-get',
    '-q',
    '-o',
    'DPkg::Lock::Timeout=300',
    ...args,
  ];
  return run(command, rest);
}
