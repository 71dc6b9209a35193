import type { InteractionLevel } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { button, heading, input, link, model, state } from '../../test/sample-model.js';
import { groundScenario } from './ground-scenario.js';

const start = state('/', '/', [heading('Boats'), link('Boats for hire', '/boats'), link('Help', '/help')]);
const boats = state('/boats', '/boats', [
  heading('All boats'),
  input('Name of the boat *', 'name'),
  { tag: 'select', role: 'combobox', name: 'Rig', label: 'Rig' },
  { tag: 'input', role: 'checkbox', type: 'checkbox', name: 'New only', label: 'New only' },
  button('Search'),
  button('Delete all'),
  link('Help', '/help'),
]);
const help = state('/help', '/help', [heading('Help'), button('Search')]);

const ground = (lines: string[], level: InteractionLevel = 'write') =>
  groundScenario(model([start, boats, help], level), {
    place: 'boats.feature:3',
    name: 'A boat is found',
    tags: ['P0', 'smoke'],
    steps: lines.map((text) => ({ text, phase: text.startsWith('I see') ? 'then' : 'when' })),
  });
const reasonOf = (lines: string[], level?: InteractionLevel): string => {
  const grounded = ground(lines, level);
  return 'refused' in grounded ? grounded.refused : 'it was grounded';
};
const whole = [
  'I open the page “Boats”',
  'I click "Boats for hire"',
  'I fill "Name of the boat" with "Wren"',
  'I choose "Sloop" in "Rig"',
  'I tick "New only"',
  'I click "Search"',
  'I see "Wren"',
];

describe('a scenario that a person wrote', () => {
  it('becomes steps on the very elements that were seen, and demands what it says and nothing else', () => {
    const draft = ground(whole);
    if ('refused' in draft) throw new Error(draft.refused);
    expect(draft.steps.map(({ title }) => title)).toEqual([
      'I open the start page',
      'I click “Boats for hire”',
      'I fill “Name of the boat” with “Wren”',
      'I choose “Sloop” in “Rig”',
      'I check “New only”',
      'I click “Search”',
      '“Wren” is shown',
    ]);
    const targets = draft.steps.flatMap((step) => ('target' in step && step.target ? [step.target.locator.links] : []));
    expect(targets.slice(0, 2)).toEqual([[{ by: 'css', css: 'body > a.n1' }], [{ by: 'css', css: 'body > input.n1' }]]);
    expect(draft).toMatchObject({ priority: 'P0', tags: ['scenario', 'smoke'], watch: { effects: [] } });
    expect(draft.reason).toContain('boats.feature:3');
  });

  it('means what is on the page it has come to, where other pages have something of that name', () => {
    const draft = ground(['I open /help', 'I click "Search"', 'I see "Wren"']);
    expect('steps' in draft && draft.steps[1]).toMatchObject({
      target: { locator: { links: [{ css: 'body > button.n1' }] } },
    });
  });

  it.each([
    [['I open "/boats"', 'the boat sails', 'I see "Wren"'], 'It is not known what “the boat sails” means.'],
    [['I open /harbour', 'I see "Wren"'], 'No page /harbour was seen.'],
    [
      ['I open "/boats"', 'I click "Hire"', 'I see "Wren"'],
      'Nothing that can be clicked that was seen is called “Hire”.',
    ],
    [
      ['I open "/boats"', 'I fill "Harbour" with "Cove"', 'I see "Wren"'],
      'No field that was seen is called “Harbour”.',
    ],
    [['I click "Boats for hire"', 'I see "Wren"'], 'It must begin with a page that is opened.'],
    [['I open "/boats"', 'I click "Search"'], 'It must end with what is then to be seen.'],
  ])('%j is refused with the reason', (lines, reason) => {
    expect(reasonOf(lines)).toContain(reason);
  });

  it('destroys nothing below the level that allows it, and sends nothing where only reading is allowed', () => {
    const lines = ['I open "/boats"', 'I click "Delete all"', 'I see "All boats"'];
    expect(reasonOf(lines)).toContain('At the level “write” nothing is pressed that destroys');
    expect(reasonOf(lines, 'disposable')).toBe('it was grounded');
    expect(reasonOf(whole, 'read')).toContain('At the level “read” nothing is pressed that may send something');
  });
});
