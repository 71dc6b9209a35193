import type { PageElement, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { heading, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import { nothingShared } from '../page-names.js';
import { enteredChecks } from './entered.js';

const value = { kind: 'unique' as const, shape: 'name' as const, prefix: 'Alex' };
const own = { value, text: 'Alex 1' };
type Part = Partial<PageElement> & { tag: string };

const typed = (kind: 'fill' | 'select', label: string, said: string): Step => ({
  kind,
  key: label,
  phase: 'when',
  title: '',
  target: { locator: { frame: [], links: [] }, fingerprint: { tag: 'input', label, nameAttr: label.toLowerCase() } },
  value: { kind: 'literal', value: said },
});
const steps = [typed('fill', 'Due', '2031-05-15'), typed('select', 'Level', 'High'), typed('fill', 'Hours', '12')];

const said = (a: Part[], b: Part[] = a, entering: Step[] = steps) => {
  const look = (parts: Part[]) => ({
    name: 'again' as const,
    stepKey: 'k',
    before: null,
    page: snapshot('/tasks/7', [heading('Alex 1'), ...parts]),
    own: [own],
  });
  const draft = { steps: entering, watch: {} } as unknown as CheckpointPair['draft'];
  return enteredChecks({
    ...{ a: look(a), b: look(b), draft, uniqueValues: ['Alex 1'] },
    familiar: new Set(),
    shared: nothingShared,
  }).map(({ step }) => step.title);
};
const told = (testId: string, text: string): Part => ({ tag: 'p', text, testId });

describe('what was entered, on the page of what was made', () => {
  it('is said there, in the writing of the app', () =>
    expect(said([told('due', 'due 15.05.2031'), told('level', 'High'), told('hours', '12 h')])).toEqual([
      '“Due” contains “15.05.2031”',
      '“Level” shows “High”',
      '“Hours” contains “12”',
    ]));

  it('is said by its row as a whole in a list, but for a number', () => {
    const row = { tag: 'tr', role: 'row', text: 'Alex 1 High 12', xpath: '/html/body/table/tbody[1]/tr[1]' };
    const cell = (at: number, text: string): Part => ({
      tag: 'td',
      role: 'cell',
      text,
      xpath: `${row.xpath}/td[${at}]`,
    });
    const list = { ...snapshot('/tasks', [heading('Tasks'), row, cell(1, 'Alex 1'), cell(2, 'High'), cell(3, '12')]) };
    const look = { name: 'found' as const, stepKey: 'k', before: null, page: list, own: [own] };
    const draft = { steps, watch: {} } as unknown as CheckpointPair['draft'];
    const checks = enteredChecks({
      ...{ a: look, b: look, draft, uniqueValues: ['Alex 1'] },
      familiar: new Set(),
      shared: nothingShared,
    });
    expect(checks[0]?.step.title).toBe('“Level” of what was made contains “High”');
    expect(checks[0]?.step.target?.locator.links).toHaveLength(2);
    expect(checks.slice(1).map(({ step }) => step.expectation)).toEqual([{ matcher: 'toHaveText', expected: '12' }]);
  });

  it.each([
    ['it stands there twice', [told('level', 'High'), told('other', 'High')]],
    ['it is of the frame', [{ ...told('level', 'High'), landmark: 'navigation' }]],
    ['another row says it', [{ ...told('level', 'High'), group: '9', repeated: true }]],
  ])('tells nothing where %s', (_why, parts) => expect(said(parts)).toEqual([]));

  it('tells nothing where the second look says otherwise, or where two fields got the same', () => {
    expect(said([told('level', 'High')], [told('level', 'Low')])).toEqual([]);
    expect(said([told('level', 'High')], undefined, [...steps, typed('select', 'Mood', 'High')])).toEqual([]);
  });
});
