import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { Trouble } from './report.mjs';
import { isOnPath } from './run.mjs';

const variables = 'DATABASE_URL, REDIS_URL, TEMPORAL_ADDRESS, QDRANT_URL and TESTFORGE_CHROMIUM';

/** Refuses machines on which nothing can be installed by itself, and says what would help. */
export function checkPlatform() {
  if (process.platform !== 'linux') {
    throw new Trouble(
      `${process.platform} is not supported: the sandbox needs Linux namespaces.`,
      `Run it in a Linux machine or container (Debian 12, Ubuntu 24.04 or later).`,
    );
  }
}

export const isDebianLike = () => isOnPath('apt-get');

/** How to run a program as root: [] for root, ['sudo', '-n'] where sudo asks for no password, else null. */
export function rootPrefix() {
  if (process.getuid() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null;
}

/** Why system packages cannot be installed here, with what to do; null when they can. */
export function whyNoPackages(names) {
  const byHand = `Install ${names.join(' ')} by hand, or set ${variables} to services you have.`;
  if (!isDebianLike())
    return new Trouble(`${distribution()} has no apt-get, the only package manager this can use.`, byHand);
  if (rootPrefix() === null)
    return new Trouble(
      'Installing system packages needs root or sudo without a password.',
      `sudo apt-get install ${names.join(' ')}`,
    );
  return null;
}

function distribution() {
  const { 1: name } = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? { 1: 'This system' };
  return name;
}
