import { describe, expect, it } from 'vitest';
import { heading, snapshot } from '../../test/sample-model.js';
import type { CheckpointPair } from '../checkpoint-pair.js';
import type { Draft } from '../draft.js';
import type { Checkpoint } from '../observation.js';
import { nothingShared } from '../page-names.js';
import { ownChecks } from './own.js';

const value = { kind: 'unique' as const, shape: 'name' as const, prefix: 'Alex' };
const draft = { watch: { effects: ['own'] } } as unknown as Draft;

function pairOf(name: Checkpoint['name'], parts: (text: string) => Parameters<typeof snapshot>[1]): CheckpointPair {
  const checkpoint = (text: string): Checkpoint => ({
    name,
    stepKey: 'save',
    before: null,
    page: snapshot('/boats', parts(text)),
    own: [{ value, text }],
  });
  return {
    a: checkpoint('Alex Qwertzui'),
    b: checkpoint('Alex Asdfghjk'),
    draft,
    uniqueValues: ['Alex Qwertzui', 'Alex Asdfghjk'],
    familiar: new Set(),
    shared: nothingShared,
  };
}

describe('what belongs to one carrying-out alone', () => {
  it('is looked for by its value and never by how it was called when it was observed', () => {
    const [check] = ownChecks(pairOf('again', (text) => [heading('Boats'), { tag: 'td', role: 'cell', text }]));
    expect(check?.step.expectation).toEqual({ matcher: 'toContainText', expected: null, value });
    expect(JSON.stringify(check?.step)).not.toMatch(/Qwertzui|Asdfghjk/);
  });

  it('is asserted of the heading where it is the heading', () => {
    const [check] = ownChecks(pairOf('after', (text) => [heading(text)]));
    expect(check?.step.title).toBe('the heading contains a new name');
  });

  it('is asserted of the page where its heading is told by its place among others alone', () => {
    const cards = (text: string) =>
      ['Boat', text].map((each, at) => ({
        ...heading(each),
        tag: 'h3',
        cssPath: `div > article:nth-of-type(${at + 1}) > h3`,
        xpath: `/html[1]/body[1]/article[${at + 1}]/h3[1]`,
      }));
    const [check] = ownChecks(pairOf('again', (text) => [heading('Boats'), ...cards(text)]));
    expect(check?.step.title).toBe('the page contains a new name');
  });

  it('is not there where only the field still holds what was typed', () =>
    expect(ownChecks(pairOf('after', (text) => [{ tag: 'input', role: 'textbox', text, value: text }]))).toEqual([]));

  it('is looked for with all that was made, and where that is opened to be changed in its fields', () => {
    const email = { kind: 'unique' as const, shape: 'email' as const, prefix: 'visitor' };
    const withEmail = (pair: CheckpointPair, side: 'a' | 'b') => ({
      ...pair[side],
      own: [...(pair[side].own ?? []), { value: email, text: `visitor-${side}@example.com` }],
    });
    const both = (name: Checkpoint['name'], parts: Parameters<typeof pairOf>[1]) => {
      const pair = pairOf(name, parts);
      return ownChecks({ ...pair, a: withEmail(pair, 'a'), b: withEmail(pair, 'b') }).map(({ step }) => step.title);
    };
    const mail = (text: string) => `visitor-${text.includes('Qwertzui') ? 'a' : 'b'}@example.com`;
    expect(
      both('after', (text) => [
        { tag: 'p', text },
        { tag: 'p', text: mail(text) },
      ]),
    ).toEqual(['the page contains a new name', 'the page contains a new e-mail address']);
    const field = (label: string, value: string) => ({ tag: 'input', role: 'textbox', name: label, label, value });
    expect(both('opened', (text) => [heading(text), field('Name', text), field('E-mail', mail(text))])).toEqual([
      '“Name” holds a new name',
      '“E-mail” holds a new e-mail address',
    ]);
  });

  it('says nothing behind a panel that opens over the page where it was read', () => {
    const title = { kind: 'remembered' as const, name: 'title' };
    const over = (path: string, at: Checkpoint): Checkpoint => ({
      ...at,
      before: snapshot(path, [heading('Mug')]),
      own: [{ value: title, text: 'Mug' }],
    });
    const looked = (path: string): number => {
      const pair = pairOf('consequence', () => [{ tag: 'td', role: 'cell', text: 'Mug' }]);
      return ownChecks({ ...pair, a: over(path, pair.a), b: over(path, pair.b) }).length;
    };
    expect([looked('/boats'), looked('/mug')]).toEqual([0, 1]);
  });

  it('is gone when its row is not shown, told by the locator that found the row before', () => {
    const pair = pairOf('gone', () => [heading('Boats')]);
    const row = {
      locator: {
        frame: [],
        links: [
          { by: 'role' as const, role: 'row' },
          { by: 'hasText' as const, text: 'Alex', value },
        ],
      },
      fingerprint: { tag: 'tr', role: 'row' },
    };
    const [check] = ownChecks({ ...pair, a: { ...pair.a, row } });
    expect([check?.step.expectation, check?.step.target]).toEqual([{ matcher: 'toBeHidden', expected: true }, row]);
  });
});
