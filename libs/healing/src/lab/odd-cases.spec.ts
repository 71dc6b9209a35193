import { describe, expect, it } from 'vitest';
import { readCases } from './lab-case.js';
import { runLab } from './run-lab.js';

const noPages = () => Promise.reject(new Error('no browser here'));
const decided = async (...cases: object[]) => {
  const { cases: read } = readCases(cases.map((one) => JSON.stringify(one)).join('\n'));
  const { weighed, badLines } = await runLab(read, noPages);
  expect(badLines).toEqual([]);
  return weighed.map(({ result, rank }) => ({ ...result, rank }));
};

const save = { tag: 'button', role: 'button', name: 'Save', id: 'save' };
const cancel = { tag: 'button', role: 'button', name: 'Cancel', id: 'cancel' };
const row = (name: string, at: number) => ({
  tag: 'button',
  role: 'button',
  name: 'Edit',
  neighbourTexts: [name],
  xpath: `/html[1]/body[1]/table[1]/tbody[1]/tr[${at}]/td[2]/button[1]`,
});
const rows = ['Ada', 'Grace', 'Linus', 'Edsger'].map((name, at) => row(name, at + 1));

describe('a case that tells little', () => {
  it.each(['button', 'div > div', '//div[2]', '*', '', '>>', 'x', '((', 'text=', 'nth=0'])(
    'is never healed by %j alone',
    async (failedLocator) => {
      const [result] = await decided({ failedLocator: failedLocator || ' ', candidates: [save, cancel, ...rows] });
      expect(result?.decision).not.toBe('heal');
    },
  );

  it('is never healed where the fingerprint knows no more than a kind', async () => {
    const results = await decided(
      { baseline: { tag: 'button' }, candidates: [save] },
      { baseline: { tag: 'button', role: 'button', box: { x: 1, y: 2, width: 3, height: 4 } }, candidates: [save] },
      { baseline: {}, candidates: [save, cancel] },
      { baseline: { tag: 'button' }, failedLocator: '#save', candidates: [cancel, save], truthIndex: 1 },
    );
    expect(results.map(({ decision }) => decision === 'heal')).toEqual([false, false, false, false]);
    expect(results[3]?.rank).toBe(0);
  });

  it('is decided where candidates know two fields only', async () => {
    const [result] = await decided({
      baseline: { tag: 'button', name: 'Save', id: 'save' },
      candidates: [{ name: 'Cancel', id: 'cancel' }, { name: 'Save', id: 'saveButton' }, {}],
      truthIndex: 1,
    });
    expect(result?.rank).toBe(0);
  });

  it('finds the element by a name in a script without blanks', async () => {
    const results = await decided(
      {
        failedLocator: 'text=登录账户',
        candidates: [
          { tag: 'a', name: '注册' },
          { tag: 'a', name: '登录' },
        ],
        truthIndex: 1,
      },
      {
        failedLocator: 'text=Войти',
        candidates: [
          { tag: 'a', name: 'Выйти' },
          { tag: 'a', name: 'Войти' },
        ],
        truthIndex: 1,
      },
      {
        failedLocator: 'إرسال',
        candidates: [
          { tag: 'a', name: 'إلغاء' },
          { tag: 'a', name: 'إرسال' },
        ],
        truthIndex: 1,
      },
    );
    expect(results.map(({ rank }) => rank)).toEqual([0, 0, 0]);
  });
});

describe('a locator that fits many', () => {
  it.each(['//li[a="Blue mug"]//button', 'css=[data-id]', 'button', '#mat-input-3'])(
    'is not asked about, as if it had found one: %s',
    async (failedLocator) => {
      const [result] = await decided({ failedLocator, candidates: rows });
      expect(result?.decision).toBe('abstain');
    },
  );

  it('finds what it names by any of its texts, and not what does the opposite', async () => {
    const [icon, opposite, spread] = await decided(
      {
        failedLocator: 'button.fa-trash',
        candidates: [
          { tag: 'button', name: 'Duplicate' },
          { tag: 'button', name: 'Remove' },
        ],
        truthIndex: 1,
      },
      {
        failedLocator: '#import-csv',
        candidates: [
          { tag: 'button', name: 'Export CSV' },
          { tag: 'button', name: 'Import contacts' },
        ],
        truthIndex: 1,
      },
      {
        failedLocator: 'end_date',
        action: 'fill',
        candidates: [
          { tag: 'input', type: 'date', nameAttr: 'range[start]' },
          { tag: 'input', type: 'date', nameAttr: 'range[end]' },
        ],
        truthIndex: 1,
      },
    );
    expect([icon?.rank, opposite?.rank, spread?.rank]).toEqual([0, 0, 0]);
  });
});

describe('a case whose target is gone', () => {
  it('is not healed to a look-alike, a neighbour, a row beside or a plain text', async () => {
    const lost = { ...save, heading: 'Profile', neighbourTexts: ['Name', 'Cancel'] };
    const others = [
      [cancel],
      [{ ...save, id: undefined, heading: 'Newsletter', neighbourTexts: ['E-mail'] }],
      [{ ...save, id: 'discard', name: 'Discard', neighbourTexts: lost.neighbourTexts, heading: 'Profile' }],
      [{ tag: 'p', text: 'Save', heading: 'Profile', neighbourTexts: lost.neighbourTexts }],
      [{ ...save, visible: false }],
      [],
    ];
    const results = await decided(...others.map((candidates) => ({ baseline: lost, candidates, truthIndex: null })), {
      baseline: { ...rows[1], id: 'edit-2' },
      candidates: [rows[0], rows[2], rows[3]],
      truthIndex: null,
    });
    expect(results.map(({ decision }) => decision)).not.toContain('heal');
  });

  it('is not healed among rows that differ by nothing', async () => {
    const alike = Array.from({ length: 4 }, (_, at) => ({ ...row('same', at + 1), testId: 'edit' }));
    const [result] = await decided({ baseline: alike[2], candidates: alike, action: 'click' });
    expect(result?.decision).not.toBe('heal');
  });

  it('is not healed to the row that is left, told by fields or by none', async () => {
    const remove = { tag: 'button', role: 'button', name: 'Delete', testId: 'delete' };
    const at = (who: string, line: number) => ({
      neighbourTexts: [who],
      xpath: `/html[1]/body[1]/table[1]/tr[${line}]/td[2]/button[1]`,
    });
    const results = await decided(
      { baseline: { ...remove, ...at('Ada', 1) }, candidates: [{ ...remove, ...at('Grace', 1) }] },
      { baseline: { ...remove, neighbourTexts: ['Ada'] }, candidates: [{ ...remove, neighbourTexts: ['Grace'] }] },
      { baseline: { ...remove, xpath: at('', 1).xpath }, candidates: [{ ...remove, xpath: at('', 2).xpath }] },
      {
        baseline: { ...remove, rolePath: 'main/table/row/cell/button' },
        candidates: [{ ...remove, rolePath: 'main/table/row/cell/button' }],
      },
    );
    expect(results.map(({ decision }) => decision === 'heal')).toEqual([false, false, false, false]);
  });

  it('is not healed where ids come twice', async () => {
    const twin = { ...save, neighbourTexts: ['Shipping'] };
    const [result] = await decided({
      baseline: { ...save, neighbourTexts: ['Billing'] },
      candidates: [twin, { ...twin, name: 'Save it' }],
      truthIndex: null,
    });
    expect(result?.decision).not.toBe('heal');
  });
});

describe('a page of thousands', () => {
  it('is decided like any other, and holds nothing back', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) => ({
      tag: 'a',
      role: 'link',
      name: `Item ${at}`,
      href: `/i/${at}`,
    }));
    const [result] = await decided({
      baseline: save,
      candidates: [...many, { ...save, name: 'Save it' }],
      truthIndex: 5_000,
    });
    expect(result?.rank).toBe(0);
  });
});
