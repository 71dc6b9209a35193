import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, canonicalJson } from '@testforge/core';
import type { z } from 'zod';
import { whileLocked } from './lock-file.js';
import { FingerprintFile, HealFile, ProposalFile, type Heal, type Proposal, type Remembered } from './records.js';

/** More uses of locators than this in one test are made by the test as it runs; the rest is not remembered. */
const mostUses = 300;

type Uses = Record<string, Remembered>;

/** Everything that is kept beside a suite, as plain JSON files that workers may write at the same time. */
export interface Store {
  /** What the tests of a file found when they last passed. */
  readFingerprints(file: string): FingerprintFile['tests'];
  /** Keeps what a test that passed has used; what it did not use any more is forgotten. */
  saveFingerprints(file: string, test: string, uses: Uses): Promise<void>;
  readHeals(): Heal[];
  readProposals(): Proposal[];
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

function readAs<T>(file: string, schema: z.ZodType<T>, empty: T): T {
  if (!existsSync(file)) return empty;
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new AppError('invalid', 'playwright.unreadable', `${file} cannot be read; mend it (a merge?) or delete it.`, {
      cause: error,
    });
  }
}

const safely = (file: string): string => file.replaceAll('\\', '/').replaceAll(/(^|\/)\.\.(?=\/)/g, '$1_');

/** @param dir the folder `.testforge` of a suite */
export function createStore(dir: string): Store {
  const nothing = (): FingerprintFile => ({ schemaVersion: 1, tests: {} });
  const pathOf = (file: string): string => join(dir, 'fingerprints', `${safely(file)}.json`);
  const healFile = join(dir, 'heals.json');
  const proposalFile = join(dir, 'proposals.json');
  const readHeals = (): Heal[] => readAs(healFile, HealFile, { schemaVersion: 1, heals: [] }).heals;
  const readProposals = (): Proposal[] =>
    readAs(proposalFile, ProposalFile, { schemaVersion: 1, proposals: [] }).proposals;
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
      const { tests } = readAs(pathOf(file), FingerprintFile, nothing());
      read.set(file, { since, tests });
      return tests;
    },

    saveFingerprints: (file, test, uses) =>
      whileLocked(pathOf(file), () => {
        const { tests } = readAs(pathOf(file), FingerprintFile, nothing());
        const kept = Object.fromEntries(Object.entries(uses).slice(0, mostUses));
        const others = Object.entries(tests).filter(([title]) => title !== test);
        writeWhole(
          pathOf(file),
          formatFingerprints({ schemaVersion: 1, tests: Object.fromEntries([...others, [test, kept]]) }),
        );
      }),

    change: (work) =>
      whileLocked(healFile, () => {
        const before = { heals: readHeals(), proposals: readProposals() };
        const { heals, proposals } = work(before);
        if (canonicalJson(heals) !== canonicalJson(before.heals))
          writeJson(healFile, { schemaVersion: 1, heals: inOrder(heals) });
        if (canonicalJson(proposals) !== canonicalJson(before.proposals))
          writeJson(proposalFile, { schemaVersion: 1, proposals: inOrder(proposals) });
      }),
  };
}
