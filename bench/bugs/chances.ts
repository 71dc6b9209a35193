import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { TestCase } from '@testforge/core';
import { z } from 'zod';
import type { Fault } from './inject/fault.js';
import { foldPath } from './inject/traffic.js';
import type { ListedBug } from './subject.js';
import { goesTo, samePage } from './verdicts.js';

/** What each test that holds on fresh data asked of the clean app: distinct method and address, by the test's key. */
export const Chances = z.record(
  z.string(),
  z.array(z.object({ method: z.string(), path: z.string(), times: z.number() })),
);
export type Chances = z.infer<typeof Chances>;
type Asked = Chances[string];

export const readChances = (file: string): Chances | null =>
  existsSync(file) ? Chances.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;

/** Listens to one run of the clean suite. */
export function createChances() {
  const byTest = new Map<string, Map<string, Asked[number]>>();
  return {
    add(testKey: string, { method, path }: { method: string; path: string }): void {
      const own = byTest.get(testKey) ?? new Map<string, Asked[number]>();
      const known = own.get(`${method} ${path}`) ?? { method, path, times: 0 };
      own.set(`${method} ${path}`, { ...known, times: known.times + 1 });
      byTest.set(testKey, own);
    },
    /** `hold`: the tests that passed. Others rest on what making the suite left behind, and say nothing of a build that has data of its own. */
    write(file: string, hold: ReadonlySet<string>): Chances {
      const own = [...byTest].filter(([key]) => hold.has(key));
      const chances = Object.fromEntries(own.map(([key, asked]) => [key, [...asked.values()]]));
      writeFileSync(file, JSON.stringify(chances));
      return chances;
    },
  };
}

/** Whether a test may meet a bug, by what it asked and by where it says it goes. In doubt it may. */
export function mayMeet(bug: ListedBug, test: TestCase, chances: Chances): boolean {
  const asked = chances[test.key];
  if (!asked) return false;
  const { fault, pages } = bug;
  if (!fault)
    return pages === null || goesTo(bug, test) || asked.some(({ path }) => pages.some((page) => samePage(page, path)));
  if ('place' in fault)
    return goesTo(bug, test) || asked.some(({ method, path }) => method === 'GET' && isAt(path, fault.place.template));
  const hits = asked.filter(({ method, path }) => method === fault.at.method && isAt(path, fault.at.template));
  if (fault.effect === 'ignoresQuery')
    return hits.some(({ path }) => new URL(path, 'http://app').searchParams.get(fault.param));
  if (fault.effect === 'answersStale') return hits.some(({ times }) => times > 1);
  return hits.length > 0 || (fault.effect === 'acceptsAnything' && isRefusal(test) && opens(asked, fault.on));
}

/** Who is refused by the browser asks the app for nothing but the page. */
const isRefusal = ({ category }: TestCase): boolean => category === 'negative' || category === 'boundary';
const opens = (asked: Asked, page: string): boolean =>
  asked.some(({ method, path }) => method === 'GET' && isAt(path, page));

const isAt = (path: string, template: string): boolean => samePage(path, template) || foldPath(path) === template;

/** Who speaks of what is broken comes first, then who looks at something there, then who does not come to be refused, then who goes to little else. */
export function inOrderOfWorth(bug: ListedBug, tests: readonly TestCase[], chances: Chances): TestCase[] {
  const words = bug.fault ? wordsOf(bug.fault) : bug.name.split('-');
  const refuses = bug.fault?.effect === 'acceptsAnything';
  const worth = (test: TestCase): number => {
    const text = `${test.title} ${JSON.stringify(test.steps)}`.toLowerCase();
    const spoken = words.filter((word) => word.length > 2 && text.includes(plain(word))).length;
    const looks = Math.min(looksAt(bug, test), mostLooks);
    return 4 * spoken + looks + (goesTo(bug, test) ? 1 : 0) + (isRefusal(test) === refuses ? 1 : 0);
  };
  const walk = (test: TestCase): number => chances[test.key]?.length ?? 0;
  return [...tests].sort((a, b) => worth(b) - worth(a) || walk(a) - walk(b));
}

const mostLooks = 4;

/** How many checks of a test are made on the bug's pages, as far as its steps tell where it is. */
function looksAt({ pages }: ListedBug, { steps, pages: own }: TestCase): number {
  if (pages === null) return 0;
  let at = '';
  let looks = 0;
  for (const step of steps) {
    if (step.kind === 'goto') at = step.path;
    // Where a link leads that is told by its place alone, the test says by the last of its pages.
    if (step.kind === 'click') at = step.target.fingerprint.href ?? own.at(-1) ?? at;
    if (step.kind === 'expect' || step.kind === 'remember') looks += Number(pages.some((page) => samePage(page, at)));
  }
  return looks;
}

/** As it stands in the steps' JSON. */
const plain = (word: string): string => JSON.stringify(word.toLowerCase()).slice(1, -1);

function wordsOf(fault: Fault): string[] {
  if ('place' in fault) return [fault.place.css, fault.place.label];
  if ('field' in fault) return [fault.field];
  return 'param' in fault ? [fault.param] : [];
}
