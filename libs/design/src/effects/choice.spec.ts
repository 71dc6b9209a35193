import type { Step } from '@testforge/core';
import { expect, it } from 'vitest';
import { heading, link, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import { nothingShared } from '../page-names.js';
import { choiceChecks } from './choice.js';

const target = {
  locator: { frame: [], links: [{ by: 'label' as const, text: 'Reader' }] },
  fingerprint: { tag: 'select' },
};
const choosing: Step = {
  key: 'k',
  phase: 'when',
  title: '',
  kind: 'select',
  target,
  value: { kind: 'literal', value: 'Bea Moss' },
};
const cell = { tag: 'td', role: 'cell', text: 'Bea Moss' };
const titles = (parts: Parameters<typeof snapshot>[1], more: { steps?: Step[]; entered?: Step[] }) => {
  const page = snapshot('/books/1', [heading('Book'), ...parts]);
  const look = { name: 'kept' as const, stepKey: 'open', before: null, page, entered: more.entered ?? [] };
  const pair: CheckpointPair = {
    a: look,
    b: look,
    draft: { steps: more.steps ?? [], watch: { writes: true } } as unknown as Draft,
    uniqueValues: [],
    familiar: new Set(),
    shared: nothingShared,
  };
  return choiceChecks(pair).map(({ step }) => step.expectation.foundBy);
};

it('finds what was chosen, by the draft or on the way, where the page says it once', () => {
  expect(titles([cell], { steps: [choosing] })).toEqual(['Bea Moss']);
  expect(titles([cell], { entered: [choosing] })).toEqual(['Bea Moss']);
  expect(titles([cell, cell], { entered: [choosing] })).toEqual([]);
  expect(titles([{ ...cell, tag: 'option' }], { entered: [choosing] })).toEqual([]);
});

it('takes a link for it where that was chosen for the thing, and not where the draft chose it', () => {
  const parts = [link('Bea Moss', '/readers/2')];
  expect([titles(parts, { entered: [choosing] }), titles(parts, { steps: [choosing] })]).toEqual([['Bea Moss'], []]);
});

it('counts a cell and the link that is all of it once', () => {
  const xpath = '/html[1]/body[1]/table[1]/tbody[1]/tr[1]/td[1]';
  const parts = [{ ...cell, xpath }, link('Bea Moss', '/readers/2', { xpath: `${xpath}/a[1]` })];
  expect(titles(parts, { entered: [choosing] })).toEqual(['Bea Moss']);
});
