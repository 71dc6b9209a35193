import type { PageElement, Step, TestCase } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { clickCart, failedAt, failureInput, notFound, snapshotOf, testOf } from '../test/spec-page.js';
import { createHealing, type JudgeInput } from './healing.js';

const healing = createHealing({
  knowledge: { recall: () => Promise.resolve([]), contribute: () => Promise.resolve(null) },
  log: { info: () => undefined, warn: () => undefined },
});
const ctx = { tenantId: '5f3c1de2-0000-4000-8000-000000000000', requestId: 'spec' };

const names = ['save', 'publish', 'copy', 'move', 'print', 'share', 'lock'];
const buttonOf = (name: string, at: number): PageElement => ({
  tag: 'button',
  role: 'button',
  name,
  testId: `do-${name}`,
  nameAttr: name,
  heading: 'Tools',
  xpath: `/html[1]/body[1]/button[${at + 1}]`,
  interactive: true,
});
const before = names.map(buttonOf);
const clickOn = (fingerprint: PageElement): Step =>
  ({
    ...clickCart,
    key: `click-${fingerprint.name}`,
    target: { locator: { frame: [], links: [{ by: 'testId', testId: fingerprint.testId ?? '' }] }, fingerprint },
  }) as Step;
const tests = before.map((element): TestCase => ({ ...testOf(clickOn(element)), key: `test-${element.name}` }));

/** What becomes of tests that each press one of the buttons, on a page that shows these instead. */
async function rulesOn(now: PageElement[]): Promise<(string | undefined)[]> {
  const inputs = tests.map((test, at): JudgeInput => {
    const step = clickOn(before[at] as PageElement);
    const result = { ...failedAt(step, notFound(`getByTestId('do-${names[at]}')`)), key: test.key };
    return { ...failureInput(step, '', now), test, result, snapshot: snapshotOf(now) };
  });
  const states = await healing.judgeAll(ctx, inputs);
  return states.map(({ first }) => first.rule);
}

describe('a page of which nothing is found any more', () => {
  it('was made anew where nothing took the place of most of it, though something is left that could', async () => {
    const now = before.slice(0, 2).map((each) => ({ ...each, testId: `new-${each.name}` }));
    const rules = await rulesOn(now);
    expect(rules.slice(0, 2)).toEqual(['drift.redesign', 'drift.redesign']);
  });

  it('has only drifted where each element has a likely heir', async () => {
    const now = before.map((each) => ({ ...each, testId: `new-${each.name}` }));
    expect(await rulesOn(now)).toEqual(names.map(() => 'drift.moved'));
  });
});
