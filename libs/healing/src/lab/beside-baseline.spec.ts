import { describe, expect, it } from 'vitest';
import { readCases } from './lab-case.js';
import { runLab } from './run-lab.js';

const noPages = () => Promise.reject(new Error('no browser here'));
async function decided(...cases: object[]) {
  const { cases: read } = readCases(cases.map((one) => JSON.stringify(one)).join('\n'));
  const { weighed, badLines } = await runLab(read, noPages);
  expect(badLines).toEqual([]);
  return weighed.map(({ result, rank }) => ({ ...result, rank }));
}

const publish = { tag: 'button', role: 'button', name: 'Publish', classes: ['btn'], heading: 'Post' };
const save = { ...publish, name: 'Save' };
const keep = { ...publish, name: 'Keep it', classes: ['action'], heading: 'Your post' };

describe('what a case tells besides the baseline', () => {
  it('is the page as it was: what is there still is not what was lost', async () => {
    const drifted = { baseline: save, candidates: [publish, keep], truthIndex: 1 };
    const gone = { baseline: save, candidates: [publish], truthIndex: null };
    const pageBefore = [save, publish];
    const results = await decided({ ...drifted, pageBefore }, { ...gone, pageBefore }, drifted);
    expect(results.map(({ ranking }) => ranking.map(({ index }) => index))).toEqual([[1], [], [0, 1]]);
    expect(results.map(({ decision }) => decision)).not.toContain('heal');
  });

  it('may be a page as it was that makes no sense, or of which little is known', async () => {
    const drifted = { baseline: save, candidates: [publish, keep], truthIndex: 1 };
    const results = await decided(
      { ...drifted, pageBefore: 'gone' },
      { ...drifted, pageBefore: [] },
      { ...drifted, pageBefore: [null, 7, {}] },
    );
    expect(results.map(({ ranking }) => ranking.length)).toEqual([2, 2, 2]);
  });

  it('is a name that only the failed locator knows', async () => {
    const candidates = [
      { tag: 'button', name: 'Apply coupon', id: 'coupon', neighbourTexts: ['Order total'] },
      { tag: 'button', name: 'Complete', id: 'placeOrder', neighbourTexts: ['Sum'] },
    ];
    const baseline = { tag: 'button', neighbourTexts: ['Order total'] };
    const [known, part] = await decided(
      { baseline, failedLocator: '#place-order', candidates, truthIndex: 1 },
      { baseline, failedLocator: '[id^="place"]', candidates },
    );
    expect(known?.rank).toBe(0);
    expect(part?.ranking[0]?.index).toBe(0);
  });

  it.each([
    'tr:has-text("Grace") >> text=Edit',
    '//tr[td[text()="Grace"]]//button[.="Edit"]',
    'css=tr:has-text("Grace") button',
    "page.getByRole('row').filter({ hasText: 'Grace' }).getByRole('button', { name: 'Edit' })",
  ])('is the row that the failed locator goes through: %s', async (failedLocator) => {
    const row = (name: string, at: number) => ({
      tag: 'button',
      name: 'Edit',
      neighbourTexts: [name],
      xpath: `/html[1]/body[1]/table[1]/tbody[1]/tr[${at}]/td[3]/button[1]`,
    });
    const baseline = { tag: 'button', name: 'Edit' };
    const [there, gone] = await decided(
      { baseline, failedLocator, candidates: [row('Ada', 1), row('Linus', 2), row('Grace', 3)], truthIndex: 2 },
      { baseline, failedLocator, candidates: [row('Ada', 1), row('Linus', 2)], truthIndex: null },
    );
    expect(there?.rank).toBe(0);
    expect(gone?.decision).toBe('abstain');
  });
});
