import type { Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { heading, snapshot } from '../test/sample-model.js';
import { deriveExpectations } from './derive-expectations.js';
import { effects, type Draft } from './draft.js';
import type { Observation } from './observation.js';

const steps: Step[] = [];
const draft: Draft = {
  key: 'k',
  title: 't',
  designer: 'd',
  priority: 'P1',
  reason: '',
  category: 'functional',
  tags: [],
  flow: 'f',
  pages: [],
  steps,
  watch: { effects: [...effects], consequence: false, again: false, mentions: [], writes: true },
};

describe('of what could be asserted', () => {
  it('the address is, behind each door of an account, and elsewhere once', () => {
    const at = (name: 'after' | 'returned', path: string) => ({
      name,
      stepKey: name,
      before: snapshot('/elsewhere', []),
      page: snapshot(path, [heading(name)]),
    });
    const both: Observation = { checkpoints: [at('after', '/made'), at('returned', '/inside')], uniqueValues: [] };
    const found = deriveExpectations(both, both, draft).filter(({ effect }) => effect === 'address');
    expect(found.map(({ step }) => step.expectation.expected)).toEqual(['/made', '/inside']);
  });

  it('what a form says of each field is, where it was sent empty', () => {
    const fields = ['name', 'e-mail', 'topic', 'message'];
    const summary = {
      tag: 'div',
      role: 'alert',
      xpath: '/html/body/div',
      text: `Enter your ${fields.join('.Enter your ')}.`,
    };
    const sentences = fields.map((field, at) => ({
      tag: 'li',
      role: 'listitem',
      xpath: `/html/body/div/ul/li[${at + 1}]`,
      text: `Enter your ${field}.`,
    }));
    const page: Observation = {
      checkpoints: [
        {
          name: 'after',
          stepKey: 'send',
          before: snapshot('/mug', []),
          page: snapshot('/mug', [summary, ...sentences]),
        },
      ],
      uniqueValues: [],
    };
    const messages = (designer: string) =>
      deriveExpectations(page, page, { ...draft, designer }).filter(({ effect }) => effect === 'message').length;
    expect([messages('form-required'), messages('boundary')]).toEqual([4, 2]);
  });
});
