import { describe, expect, it } from 'vitest';
import { formPage, model } from '../test/sample-model.js';
import type { Draft } from './draft.js';
import type { DraftOutcome } from './observation.js';
import { dropWhatEndsSessions, mostOpenings, unseenFirst } from './observe-all.js';
import { planDrafts } from './plan-drafts.js';
import { chainsOf, cheapFirst, untilOf, type Wave } from './share-time.js';

const title = { label: 'Title', type: 'text', required: true };
const page = (path: string) => formPage(path, [title], 'Save', { action: `http://shop.test${path}` });
const { drafts } = planDrafts(model([page('/books/new'), page('/shelves/new')]), {
  maxTests: 60,
});

describe('the order of observing', () => {
  it('deletes what a form makes right behind the making, by the same hand; changes it when every form had its turn', () => {
    const chains = chainsOf(drafts, 'forms').map((chain) => chain.map(({ designer }) => designer));
    const made = ['form-happy', 'record-delete'];
    expect(chains).toEqual([made, made, ['record-change'], ['record-change']]);
  });

  it('tries what is only there in place of another right behind that', () => {
    const [first, second] = drafts.filter(({ designer }) => designer === 'smoke');
    if (first === undefined || second === undefined) throw new Error('two pages are opened');
    const instead = { ...second, watch: { ...second.watch, insteadOf: first.key } };
    expect(chainsOf([first, instead], 'opening')).toEqual([[first, instead]]);
  });

  it('only opens pages when all else is done', () => {
    expect(chainsOf(drafts, 'opening').flat().length).toBeGreaterThan(0);
    expect(chainsOf(drafts, 'forms').flat()).not.toContainEqual(expect.objectContaining({ designer: 'smoke' }));
  });

  it('opens first what no other kept test is about, but the start page before all', () => {
    const opened = (page: string, priority: 'P0' | 'P2' = 'P2') =>
      drafts.slice(0, 1).map((draft) => ({ ...draft, pages: [page], priority }));
    const kept = opened('/lists');
    const order = unseenFirst([opened('/lists'), opened('/help'), opened('/', 'P0')], kept);
    expect(order.map(([draft]) => draft?.pages[0])).toEqual(['/', '/help', '/lists']);
  });

  it('lets about a third of a suite only open pages, and all of them where there is nothing else', () =>
    expect([mostOpenings(20), mostOpenings(2), mostOpenings(0)]).toEqual([10, 3, Infinity]));

  it('leaves each later kind of scenario its share of the time, whatever the earlier ones cost', () => {
    const all = new Set(['forms', 'finding', 'ways', 'opening'] as const);
    expect(untilOf('forms', all, 0, 1400)).toBe(600);
    expect(untilOf('ways', new Set(['ways', 'opening'] as const), 600, 1400)).toBe(1080);
    expect(untilOf('opening', new Set(['opening'] as const), 1080, 1400)).toBe(1400);
  });

  it('spends what time is left at the end on the cheap ones first, as they were measured', () => {
    const took: Partial<Record<Wave, number[]>> = {
      forms: [20_000, 30_000],
      finding: [9_000],
      refusals: [4_000, 5_000],
    };
    const dear = cheapFirst((wave) => took[wave] ?? []).slice(-3);
    expect(dear).toEqual(['refusals', 'finding', 'forms']);
  });
});

describe('a log-out', () => {
  const draft = (key: string, tags: string[] = []) => ({ key, tags, watch: { writes: false } }) as unknown as Draft;
  const expectation = { matcher: 'toHaveURL' as const, expected: '/' };
  const outcome = (key: string, said: string[] | null): DraftOutcome => ({
    key,
    added: said?.map((title) => ({ kind: 'expect', key: title, phase: 'then', title, expectation })) ?? null,
    findings: [],
    ledger: [],
    durationMs: 1,
  });
  const all = [draft('out', ['log-out']), draft('start'), draft('list')];
  const isDropped = async (...again: (string[] | null)[]): Promise<boolean> => {
    const outcomes = new Map(all.map(({ key }) => [key, outcome(key, ['the list', 'its rows'])]));
    await dropWhatEndsSessions(all, outcomes, ({ key }) => Promise.resolve(outcome(key, again.shift() ?? null)));
    return outcomes.get('out')?.added === null;
  };

  it('ends all sessions only where less is seen inside than before, and by another as well', async () => {
    expect(await isDropped(['the list', 'its rows'])).toBe(false);
    expect(await isDropped(['the list'], ['the list', 'its rows'])).toBe(false);
    expect(await isDropped(null, ['the list'])).toBe(true);
    expect(await isDropped(null, null)).toBe(true);
  });

  it('ends none where a list is another meanwhile', async () =>
    expect(await isDropped(['the list', 'another row'])).toBe(false));
});
