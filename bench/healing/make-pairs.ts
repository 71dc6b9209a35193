import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import {
  collectPage,
  countInSnapshot,
  isInside,
  newCleanContext,
  openBrowser,
  proposeLocators,
} from '@testforge/browser';
import type { Fingerprint, Locator, PageElement, PageSnapshot } from '@testforge/core';
import type { Page } from 'playwright';
import type { AppPage } from './apps.js';
import { mutate, type Change, type Mutation, type MutatorName } from './mutators.js';
import { createRandom, type Random } from './random.js';

export type Action = 'click' | 'fill' | 'select' | 'check' | 'hover' | 'read' | 'upload';

/** One lost element and where it is on the changed page; `truth` is null where it is gone. */
export interface Pair {
  action: Action;
  lost: Fingerprint;
  truth: number | null;
  control: Change['control'] | null;
  mutators: string[];
  /** Whether the locator that the suite would have used no longer finds the element alone. */
  broken: boolean;
}

/** A changed page with all that was lost on it. */
export interface DriftedPage {
  app: string;
  page: string;
  /** The page as it was. */
  before: Fingerprint[];
  elements: PageElement[];
  leftOut: number;
  pairs: Pair[];
}

/** How often each mutator is taken, so that what changes changes as often as in real upgrades: text 38 %, id 26 %, tag 12 %. */
const frequency: Record<MutatorName, number> = {
  id: 0.26,
  nameAttr: 0.12,
  classes: 0.2,
  testId: 0.15,
  hash: 0.15,
  wrap: 0.25,
  unwrap: 0.1,
  reorder: 0.15,
  retag: 0.13,
  synonym: 0.24,
  translate: 0.08,
  move: 0.1,
  linkButton: 0.16,
  icon: 0.06,
  case: 0.08,
};
const most = 4;
const targetsAPage = 14;
const controlsAPage = 10;
const controls = [
  'gone',
  'look-alike left',
  'plain text',
  'gone',
  'look-alike left',
  'plain text',
  'look-alike left',
] as const;

function drawMutators(random: Random): MutatorName[] {
  for (;;) {
    const drawn = random
      .shuffle(Object.keys(frequency) as MutatorName[])
      .filter((name) => random.next() < frequency[name]);
    if (drawn.length > 0) return drawn.slice(0, most);
  }
}

function actionFor({ tag, type, role, interactive }: PageElement, random: Random): Action {
  if (tag === 'select' || role === 'listbox') return 'select';
  if (type === 'file' && tag === 'input') return 'upload';
  if (role === 'checkbox' || role === 'radio' || role === 'switch') return 'check';
  if (/^(textbox|searchbox|spinbutton)$/.test(role ?? '') || tag === 'textarea') return 'fill';
  return interactive ? 'click' : random.next() < 0.5 ? 'hover' : 'read';
}

interface Target {
  element: PageElement;
  locator: Locator;
}

const marks = ({ id, testId, nameAttr, href }: PageElement): string => [id, testId, nameAttr, href].join(' ');
const wording = ({ name, text }: PageElement): string => (name ?? text ?? '').toLowerCase();

/** Whether nothing else on the page says the same under the same names: a twin could not be told from it by anyone. */
const hasTwin = (element: PageElement, all: readonly PageElement[]): boolean =>
  all.some(
    (other) =>
      other !== element &&
      wording(other) === wording(element) &&
      other.role === element.role &&
      (marks(element).trim() === '' || marks(other) === marks(element) || other.href !== undefined),
  );

/** Elements that a suite would use: visible, said or named, and found alone by something that a person would write. */
function targetsOf(snapshot: PageSnapshot, random: Random, count: number): Target[] {
  const chosen: Target[] = [];
  for (const element of random.shuffle(snapshot.elements)) {
    if (chosen.length >= count) break;
    const plain = !element.frame?.length && !element.shadow?.length && element.visible && element.enabled !== false;
    const said = wording(element);
    if (!plain || said.length > 80 || (!element.interactive && random.next() < 0.6)) continue;
    if (!/\p{L}{2}/u.test(said) && !element.id && !element.nameAttr) continue;
    if (hasTwin(element, snapshot.elements)) continue;
    if (snapshot.elements.some((inner) => inner.interactive && isInside(inner, element))) continue;
    const [locator] = proposeLocators(element, snapshot);
    const alone = locator && countInSnapshot(locator, snapshot).length === 1;
    if (alone && !locator.links.some(({ by }) => by === 'nth')) chosen.push({ element, locator });
  }
  return chosen;
}

const markSome = (every: number): string => `(() => {
  let at = 0;
  for (const element of document.querySelectorAll('a, button, input, select, textarea, h1, h2, h3, span')) {
    at += 1;
    if (at % ${every} !== 0 || element.hasAttribute('data-testid')) continue;
    const text = (element.textContent || element.getAttribute('placeholder') || element.id || element.localName).trim().toLowerCase();
    const slug = text.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 30);
    if (slug) element.setAttribute('data-testid', slug + '-' + at);
  }
})()`;

async function show(page: Page, { file, html }: AppPage, every: number): Promise<PageSnapshot> {
  if (file) await page.goto(pathToFileURL(file).href, { waitUntil: 'load', timeout: 20_000 });
  else await page.setContent(html ?? '', { waitUntil: 'load' });
  // A third of the apps have test ids; where there are none some are given, before anything is recorded.
  await page.evaluate(markSome(every));
  return collectPage(page, { maxElements: 1_500 });
}

/** Classes are renamed in the record, not on the page: in an upgrade the style sheet changes with them, and the looks stay. */
function changeClasses(element: PageElement | undefined, mutators: readonly string[], random: Random): void {
  if (!element?.classes) return;
  if (mutators.includes('hash')) delete element.classes;
  else if (mutators.includes('classes'))
    element.classes = element.classes.map((name) =>
      random.next() < 0.6 ? `${random.pick(['x', 'ui', 'c'])}-${name}` : name,
    );
}

/** Hashed classes are not recorded: where a build hashes them, the whole page loses them. */
function rehash(page: PageSnapshot, isHashed: boolean): PageSnapshot {
  if (isHashed) for (const element of page.elements) delete element.classes;
  return page;
}

const ofText = new Set<MutatorName>(['synonym', 'translate', 'icon', 'case']);

/** What is swapped must have a name of its own to be told by; a text that becomes another tag is still that text. */
function controlFor(element: PageElement, isFirst: boolean, random: Random): NonNullable<Change['control']> {
  if (isFirst && marks(element).trim() !== '') return 'swapped';
  const control = random.pick(controls);
  return control === 'plain text' && !element.interactive ? 'gone' : control;
}

async function drift(page: Page, source: AppPage, random: Random, isControl: boolean): Promise<DriftedPage | null> {
  const every = random.pick([3, 5, 1_000]);
  const before = await show(page, source, every);
  const targets = targetsOf(before, random, isControl ? controlsAPage : targetsAPage);
  if (targets.length === 0) return null;
  const changes = targets.map(({ element }, at): Change => {
    const mutators = drawMutators(random);
    const xpath = element.xpath ?? '';
    if (!isControl) return { xpath, mutators, ...(random.next() < 0.2 ? { control: 'look-alike added' } : {}) };
    const control = controlFor(element, at === 0, random);
    // A swapped label must not have been changed before, or the swap could bring back the old one.
    return {
      xpath,
      control,
      mutators: control === 'swapped' ? mutators.filter((name) => !ofText.has(name)) : mutators,
    };
  });
  const mutation: Mutation = { seed: Math.floor(random.next() * 2 ** 31), changes, restructure: random.next() < 0.45 };
  const ended = (await page.evaluate(`(${String(mutate)})(${JSON.stringify(mutation)})`)) as (string | null)[];
  const after = rehash(await collectPage(page, { maxElements: 1_500 }), random.next() < 0.15);
  const indexes = new Map(after.elements.map((element, at) => [element.xpath, at]));
  const pairs = targets.flatMap(({ element, locator }, at): Pair[] => {
    const { mutators, control = null } = changes[at] ?? { mutators: [] };
    const xpath = ended[at];
    const isGone = control !== null && control !== 'look-alike added';
    if (xpath === 'lost' || xpath === undefined || (xpath === null) !== isGone) return [];
    const truth = xpath === null ? null : (indexes.get(xpath) ?? -1);
    // What the collector no longer records, or is hidden now, cannot be found by anyone.
    if (truth === -1 || (truth !== null && after.elements[truth]?.visible === false)) return [];
    const found = countInSnapshot(locator, after);
    if (truth !== null) changeClasses(after.elements[truth], mutators, random);
    const { interactive: _i, repeated: _r, group: _g, ...lost } = element;
    const broken = found.length !== 1 || found[0] !== truth;
    return [{ action: actionFor(element, random), lost, truth, control, mutators, broken }];
  });
  return {
    app: source.app,
    page: source.name,
    before: before.elements.map(({ interactive: _i, repeated: _r, group: _g, ...fingerprint }) => fingerprint),
    elements: after.elements,
    leftOut: after.leftOut,
    pairs,
  };
}

/** Writes the drifts of some pages, one changed page a line. Seeded: the same pages give the same drifts. */
export async function makePairs(
  pages: readonly AppPage[],
  { file, seed, drifts, controls: controlPages }: { file: string; seed: number; drifts: number; controls: number },
): Promise<void> {
  const out = createWriteStream(file);
  const browser = await openBrowser();
  const context = await newCleanContext(browser, { javaScriptEnabled: false, offline: true });
  const page = await context.newPage();
  for (const [at, source] of pages.entries()) {
    for (let round = 0; round < drifts + controlPages; round += 1) {
      const random = createRandom(seed + at * 1_000 + round);
      const drifted = await drift(page, source, random, round >= drifts).catch((error: unknown) => {
        console.error(`${source.app} ${source.name}: ${String(error).split('\n')[0]}`);
        return null;
      });
      if (drifted && !out.write(`${JSON.stringify(drifted)}\n`)) await once(out, 'drain');
    }
  }
  await browser.close();
  out.end();
  await once(out, 'close');
}
