import type { Step } from '@testforge/core';
import { expect, it } from 'vitest';
import { heading, input, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared } from '../page-names.js';
import { fieldChecks } from './field.js';

const target = (nameAttr: string) => ({
  locator: { frame: [], links: [{ by: 'css' as const, css: `[name="${nameAttr}"]` }] },
  fingerprint: { tag: 'input', nameAttr },
});
const base = { key: 'k', phase: 'when' as const, title: '' };
const entered: Step[] = [
  { ...base, kind: 'fill', target: target('berths'), value: { kind: 'literal', value: '2' } },
  { ...base, kind: 'check', target: target('engine') },
];
const form = (berths: string, engine: boolean) =>
  snapshot('/boats/1/edit', [
    heading('Boat'),
    input('Berths', 'berths', { value: berths }),
    input('Engine', 'engine', { type: 'checkbox', role: 'checkbox', attributes: { checked: String(engine) } }),
  ]);
const pairOf = (page: ReturnType<typeof form>, more: { steps?: Step[]; entered?: Step[] }): CheckpointPair => {
  const look = { name: 'reopened' as const, stepKey: 'open', before: null, page, entered: more.entered ?? [] };
  return {
    a: look,
    b: look,
    draft: { steps: more.steps ?? [] } as unknown as Draft,
    uniqueValues: [],
    familiar: new Set(),
    shared: nothingShared,
  };
};
const titles = (pair: CheckpointPair) => fieldChecks(pair).map(({ step }) => step.title);

it('finds what was typed and ticked, by the draft or on the way', () => {
  const all = ['“Engine” is checked', '“Berths” holds “2”'];
  expect(titles(pairOf(form('2', true), { steps: entered }))).toEqual(all);
  expect(titles(pairOf(form('2', true), { entered }))).toEqual(all);
});

it('goes by what was entered last', () => {
  const later: Step[] = [{ ...base, kind: 'fill', target: target('berths'), value: { kind: 'literal', value: '3' } }];
  expect(titles(pairOf(form('3', false), { steps: entered, entered: later }))).toEqual(['“Berths” holds “3”']);
});

it('says nothing of what the app did not keep', () =>
  expect(titles(pairOf(form('1', false), { steps: entered }))).toEqual([]));

it('takes a choice for weak that the form was set to from the start', () => {
  const chosen = (value: string): Step => ({
    ...base,
    kind: 'select',
    target: { ...target('harbour'), fingerprint: { tag: 'select', nameAttr: 'harbour', value } },
    value: { kind: 'literal', value: 'Kiel' },
  });
  const page = snapshot('/boats/new', [heading('Boat'), input('Harbour', 'harbour', { value: 'Kiel' })]);
  const weak = (step: Step) => fieldChecks(pairOf(page, { steps: [step] })).map((check) => check.weak);
  expect([weak(chosen('Kiel')), weak(chosen('Bergen'))]).toEqual([[true], [false]]);
});

it('takes a number for the same however it is written, and for another where it is', () => {
  expect(titles(pairOf(form('2.00', false), { steps: entered }))).toEqual(['“Berths” holds “2.00”']);
  expect(titles(pairOf(form('20', false), { steps: entered }))).toEqual([]);
});

it('asks for what was changed before what was only made', () => {
  const fill = (nameAttr: string, value: string): Step => ({
    ...base,
    kind: 'fill',
    target: target(nameAttr),
    value: { kind: 'literal', value },
  });
  const names = ['one', 'two', 'three', 'four'];
  const page = snapshot('/boats/1/edit', [
    ...names.map((name) => input(name, name, { value: 'as made' })),
    input('Berths', 'berths', { value: '3' }),
  ]);
  const steps = [...names.map((name) => fill(name, 'as made')), fill('berths', '2')];
  expect(titles(pairOf(page, { steps, entered: [fill('berths', '3')] }))[0]).toBe('“Berths” holds “3”');
});
