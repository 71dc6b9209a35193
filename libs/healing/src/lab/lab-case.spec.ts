import { describe, expect, it } from 'vitest';
import { readCases } from './lab-case.js';
import { runLab } from './run-lab.js';

const lines = (...cases: unknown[]) =>
  readCases(cases.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'));
const noPages = () => Promise.reject(new Error('no browser here\nat all'));
const field = { tag: 'input', name: 'Surname', id: 'surname', type: 'text', role: 'textbox' };
const other = { tag: 'input', name: 'City', id: 'city', type: 'text', role: 'textbox' };
const good = { id: 'good', action: 'fill', failedLocator: 'id=last_name', candidates: [other, field], truthIndex: 1 };

describe('a file of cases', () => {
  it('tells what is wrong with a line and reads the rest', () => {
    const { cases, badLines } = lines(
      '{',
      '[]',
      '7',
      'null',
      { id: 'x' },
      { html: '<p>' },
      '',
      { ...good, html: 7 },
      good,
    );
    expect(cases.map((one) => one.case.id)).toEqual(['good']);
    expect(badLines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 8]);
  });

  it('may be one list, and may come from Windows', () => {
    const { cases, badLines } = readCases(JSON.stringify([good, 7, { ...good, id: 'second' }], null, 2));
    expect([cases.map(({ case: { id } }) => id), badLines.map(({ line }) => line)]).toEqual([['good', 'second'], [2]]);
    expect(readCases(`\uFEFF${JSON.stringify(good)}\r\n\r\n`).cases).toHaveLength(1);
  });

  it('takes what is missing, null or of another make for not known', () => {
    const odd = {
      id: 7,
      action: 'Input Text',
      args: 'Ada',
      testName: null,
      failedLocator: { using: 'id', value: 'last_name' },
      baseline: {
        tagName: 'INPUT',
        class: 'a b',
        siblingIndex: '2',
        box: { x: 1 },
        rect: { x: '1', y: '2', width: '3', height: '4' },
        neighbourTexts: ['City', null, 3],
        attributes: { required: true, nested: {} },
        visible: 'true',
        shadow: null,
      },
      candidates: [null, 'text', field],
      truthIndex: 2,
    };
    const { cases, badLines } = lines(odd, { ...good, id: undefined, action: undefined });
    expect(badLines).toEqual([]);
    expect(cases[0]?.case).toMatchObject({
      id: '7',
      action: 'fill',
      args: ['Ada'],
      failedLocator: 'id=last_name',
      baseline: {
        tag: 'input',
        classes: ['a', 'b'],
        siblingIndex: 2,
        neighbourTexts: ['City', '3'],
        attributes: { required: 'true' },
        visible: true,
      },
    });
    expect(cases[0]?.case.candidates?.map(({ tag }) => tag)).toEqual(['', '', 'input']);
    expect(cases[1]?.case).toMatchObject({ id: 'line 2', action: 'click' });
  });

  it('is decided case by case, with or without boxes, texts or a browser', async () => {
    const bare = { ...good, id: 'bare', candidates: [{}, { tag: 'input' }, field], truthIndex: 2 };
    const empty = { ...good, id: 'empty', candidates: [], truthIndex: null };
    const known = { ...good, id: 'known', baseline: field, failedLocator: undefined };
    const { cases } = lines(bare, { ...good, id: 'page', html: '<p>', candidates: undefined }, empty, known, good);
    const { weighed, badLines } = await runLab(cases, noPages);
    expect(weighed.map(({ result: { id, decision }, rank }) => [id, decision === 'heal', rank])).toEqual([
      ['bare', false, 0],
      ['empty', false, null],
      ['known', true, 0],
      ['good', false, 0],
    ]);
    expect(badLines).toEqual([{ line: 2, message: 'could not be decided: no browser here' }]);
  });
});
