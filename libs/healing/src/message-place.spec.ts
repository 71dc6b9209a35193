import type { PageElement, Step, TestCase } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { expectRefusal, fieldError, place, refusal } from '../test/messages.js';
import { pageWith, snapshotOf, testOf } from '../test/spec-page.js';
import { findMessageElement, findNewWording } from './message-place.js';
import { textOf } from './message.js';
import { hasTarget } from './subject.js';

const other = (added: PageElement[], more: Partial<TestCase> = {}, step: Step = expectRefusal): string | null => {
  const test: TestCase = { ...testOf(step), category: 'negative', ...more };
  const found = findMessageElement(test, step, snapshotOf(pageWith({}, added)).page);
  return found && textOf(found);
};
const hidden: PageElement = { ...fieldError, visible: false };
const invalid: PageElement = {
  ...fieldError,
  tag: 'input',
  role: 'textbox',
  interactive: true,
  classes: [],
  attributes: { 'aria-invalid': 'true' },
};

describe('a message expected in a place for messages', () => {
  it('is said in other words where the place is empty and the form refuses by itself', () => {
    expect(other([place(''), fieldError])).toBe('This field is required.');
  });

  it('is offered as it is said now where a person calls the change intended', () => {
    if (!hasTarget(expectRefusal)) throw new Error('the step has no target');
    const test: TestCase = { ...testOf(expectRefusal), category: 'negative' };
    const { page } = snapshotOf(pageWith({}, [place(''), fieldError]));
    expect(findNewWording(test, expectRefusal, page)?.text).toBe('This field is required.');
  });

  it('is gone where nothing else is said', () => {
    expect(other([place('')])).toBeNull();
  });

  it('is gone where what else is said had been there before, belongs to another part of the page, or is not told', () => {
    const known = { ...expectRefusal, key: 'other' } as Extract<Step, { kind: 'expect' }>;
    const steps = testOf(expectRefusal, {
      ...known,
      target: known.target && {
        ...known.target,
        fingerprint: { ...known.target.fingerprint, neighbourTexts: ['This field is required.'] },
      },
    } as Step).steps;
    expect(other([place(''), fieldError], { steps })).toBeNull();
    const checked = {
      ...known,
      expectation: { matcher: 'toHaveText', expected: 'This field is required.' },
    } as Step;
    expect(other([place(''), fieldError], { steps: testOf(expectRefusal, checked).steps })).toBeNull();
    expect(other([place(''), { ...fieldError, landmark: 'contentinfo' }])).toBeNull();
    expect(other([place(''), hidden])).toBeNull();
  });

  it('is told otherwise by a field that is marked as wrong, though its words are hidden', () => {
    expect(other([place(''), invalid, hidden])).toBe('This field is required.');
  });

  it('stays broken where the place says what was not expected with other figures', () => {
    const said = place('Your basket has 3 items');
    expect(other([said, fieldError])).toBeNull();
  });

  it('that told of success is never replaced by an error', () => {
    expect(other([place(''), fieldError], { category: 'functional' })).toBeNull();
  });

  it('that told of success may stand elsewhere in like words', () => {
    const toast = { ...fieldError, classes: ['toast'], text: 'Changes saved' };
    const saved = {
      ...expectRefusal,
      expectation: { matcher: 'toHaveText', expected: 'Changes were saved' },
    } as Step;
    expect(other([place(''), toast], { category: 'functional' }, saved)).toBe('Changes saved');
  });

  it('is looked for nowhere when it is there, or when no place for messages was meant', () => {
    expect(other([place(refusal), fieldError])).toBeNull();
    const price = {
      ...expectRefusal,
      target: { locator: { frame: [], links: [{ by: 'testId', testId: 'x' }] }, fingerprint: { tag: 'p' } },
    } as Step;
    expect(other([fieldError], {}, price)).toBeNull();
  });
});
