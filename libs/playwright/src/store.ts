import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, canonicalJson } from '@testforge/core';
import { whileLocked } from './lock-file.js';
import type { FingerprintFile, Heal, Proposal, Remembered } from './records.js';

/** More uses of locators than this in one test are made by the test as it runs; the rest is not remembered. */
const mostUses = 300;

type Uses = Record<string, Remembered>;

/** Everything that is kept beside a suite, as plain JSON files that workers may write at the same time. */
export interface Store {
  /** What the tests of a file found when they last passed. Each entry is checked when it is used, since mostly none is. */
  readFingerprints(file: string): FingerprintFile['tests'];
  /** Keeps what a test that passed has used; what it did not use any more is forgotten. */
  saveFingerprints(file: string, test: string, uses: Uses): Promise<void>;
  readHeals(): Promise<Heal[]>;
  readProposals(): Promise<Proposal[]>;
  /** Writes anew what is kept of heals and proposals, while nobody else does. */
  change(
    work: (kept: { heals: Heal[]; proposals: Proposal[] }) => { heals: Heal[]; proposals: Proposal[] },
  ): Promise<void>;
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** One line a use of a locator, all in order: what has not changed makes no difference in a commit. */
function formatFingerprints({ tests }: FingerprintFile): string {
  const blocks = Object.entries(tests)
    .sort(byName)
    .map(([test, uses]) => {
      const lines = Object.entries(uses)
        .sort(byName)
        .map(([use, kept]) => `      ${JSON.stringify(use)}: ${canonicalJson(kept)}`);
      return `    ${JSON.stringify(test)}: {\n${lines.join(',\n')}\n    }`;
    });
  return `{\n  "schemaVersion": 1,\n  "tests": {\n${blocks.join(',\n')}\n  }\n}\n`;
}

const inOrder = <T extends { id: string }>(all: readonly T[]): T[] =>
  [...all].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/** Never half a file, whenever the process ends. */
function writeWhole(file: string, text: string): void {
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}

/** @throws AppError invalid `playwright.unreadable` */
function readJson<T>(file: string, schema: { parse(value: unknown): T }): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new AppError('invalid', 'playwright.unreadable', `${file} cannot be read; mend it (a merge?) or delete it.`, {
      cause: error,
    });
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What every test reads when it begins: that the file is one of ours, and no more. */
const shapeOfFingerprints = {
  parse(value: unknown): FingerprintFile {
    if (
      !isRecord(value) ||
      value['schemaVersion'] !== 1 ||
      !isRecord(value['tests']) ||
      !Object.values(value['tests']).every(isRecord)
    )
      throw new TypeError('no file of fingerprints');
    return value as FingerprintFile;
  },
};

const safely = (file: string): string => file.replaceAll('\\', '/').replaceAll(/(^|\/)\.\.(?=\/)/g, '$1_');

/** @param dir the folder `.testforge` of a suite */
export function createStore(dir: string): Store {
  const pathOf = (file: string): string => join(dir, 'fingerprints', `${safely(file)}.json`);
  const readFile = (file: string): FingerprintFile =>
    existsSync(pathOf(file)) ? readJson(pathOf(file), shapeOfFingerprints) : { schemaVersion: 1, tests: {} };
  const healFile = join(dir, 'heals.json');
  const proposalFile = join(dir, 'proposals.json');
  // The schemas are loaded only where there is something to read: most suites have nothing healed.
  const readHeals = async (): Promise<Heal[]> =>
    existsSync(healFile) ? readJson(healFile, (await import('./records.js')).HealFile).heals : [];
  const readProposals = async (): Promise<Proposal[]> =>
    existsSync(proposalFile) ? readJson(proposalFile, (await import('./records.js')).ProposalFile).proposals : [];
  /** Each test of a file asks for the same one. */
  const read = new Map<string, { since: number | undefined; tests: FingerprintFile['tests'] }>();
  const writeJson = (file: string, value: unknown): void => writeWhole(file, `${JSON.stringify(value, null, 2)}\n`);

  return {
    readHeals,
    readProposals,
    readFingerprints: (file) => {
      const since = statSync(pathOf(file), { throwIfNoEntry: false })?.mtimeMs;
      const known = read.get(file);
      if (known && known.since === since) return known.tests;
      const { tests } = readFile(file);
      read.set(file, { since, tests });
      return tests;
    },

    saveFingerprints: (file, test, uses) =>
      whileLocked(pathOf(file), async () => {
        const { tests } = readFile(file);
        const kept = Object.fromEntries(Object.entries(uses).slice(0, mostUses));
        const others = Object.entries(tests).filter(([title]) => title !== test);
        writeWhole(
          pathOf(file),
          formatFingerprints({ schemaVersion: 1, tests: Object.fromEntries([...others, [test, kept]]) }),
        );
      }),

    change: (work) =>
      whileLocked(healFile, async () => {
        const before = { heals: await readHeals(), proposals: await readProposals() };
        const { heals, proposals } = work(before);
        if (canonicalJson(heals) !== canonicalJson(before.heals))
          writeJson(healFile, { schemaVersion: 1, heals: inOrder(heals) });
        if (canonicalJson(proposals) !== canonicalJson(before.proposals))
          writeJson(proposalFile, { schemaVersion: 1, proposals: inOrder(proposals) });
      }),
  };
}
