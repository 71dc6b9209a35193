import { performance } from 'node:perf_hooks';
import { delimiter } from 'node:path';
import { findChromium } from './chromium.mjs';
import { dashboard } from './dashboard.mjs';
import { isNodeNewEnough } from './node.mjs';
import { nodePackages, prismaClient } from './node-packages.mjs';
import { cacheBin } from './paths.mjs';
import { qdrant } from './qdrant.mjs';
import { passed, say, ticking, Trouble } from './report.mjs';
import { systemPackages } from './system-packages.mjs';
import { temporal } from './temporal.mjs';
import { versitygw } from './versitygw.mjs';

export const mayInstall = !process.env.TESTFORGE_NO_INSTALL || process.env.TESTFORGE_NO_INSTALL === '0';

const node = {
  title: `Node ${process.versions.node}`,
  remedy: 'Install Node 24 or later.',
  missing: () => (isNodeNewEnough() ? [] : ['Node 24 or later']),
  install: () => Promise.resolve(),
};

/** What each command needs, in the order in which it is installed. */
export const partsToCheck = [node, nodePackages, prismaClient];
const services = [dashboard, systemPackages, temporal, qdrant];
export const partsToStart = [...partsToCheck, ...services];
/** What the tests need that run the parts themselves, besides what the others need. */
export const partsForSuites = [...services, versitygw];

/**
 * Sees that every part is there and installs what is not, saying so first.
 * With TESTFORGE_NO_INSTALL=1 it only tells everything that is missing.
 */
export async function prepare(parts) {
  // What was built into the cache is used like anything else on PATH.
  process.env.PATH = `${process.env.PATH ?? ''}${delimiter}${cacheBin}`;
  const lacking = [];
  for (const part of parts) if (!(await provide(part))) lacking.push(part);
  if (lacking.length === 0) {
    process.env.TESTFORGE_CHROMIUM ||= findChromium() ?? '';
    return;
  }
  const lines = lacking.map(({ title, missing, remedy }) => `  ${title}: ${missing().join(', ')}. ${remedy}`);
  throw new Trouble(
    `Missing, and TESTFORGE_NO_INSTALL is set:\n${lines.join('\n')}`,
    'Run it again without TESTFORGE_NO_INSTALL to have them installed.',
  );
}

async function provide({ title, missing, install, remedy }) {
  const startedAt = performance.now();
  const lacking = missing();
  if (lacking.length > 0) {
    if (!mayInstall) return false;
    say(`• ${title}: installs ${lacking.join(', ')}`);
    await ticking(title, install).catch((error) => {
      throw new Trouble(`${title}: ${error.message}`, error.remedy || remedy);
    });
    const still = missing();
    if (still.length > 0)
      throw new Trouble(`${title}: still missing after the installation: ${still.join(', ')}`, remedy);
  }
  passed(title, startedAt);
  return true;
}
