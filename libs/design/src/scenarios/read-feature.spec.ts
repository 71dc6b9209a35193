import { expect, it } from 'vitest';
import { readFeature } from './read-feature.js';

it('a feature gives its scenarios with background, tags and rows of examples, and where each stands', () => {
  const text = `@P0
Feature: Search
  Background:
    Given I open "/"
  Scenario Outline: finds <what>
    When I fill "Search" with "<what>"
    And I click "Go"
    Then I see "<what>"
    Examples:
      | what |
      | lamp |
      | mug  |
`;
  expect(readFeature({ name: 'search.feature', text })).toEqual([
    {
      place: 'search.feature:11',
      name: 'finds lamp',
      tags: ['P0'],
      steps: [
        { text: 'I open "/"', phase: 'given' },
        { text: 'I fill "Search" with "lamp"', phase: 'when' },
        { text: 'I click "Go"', phase: 'when' },
        { text: 'I see "lamp"', phase: 'then' },
      ],
    },
    expect.objectContaining({ place: 'search.feature:12', name: 'finds mug' }),
  ]);
});

it('what is no Gherkin is refused with its line', () => {
  expect(() => readFeature({ name: 'notes.feature', text: 'Open the shop and look around' })).toThrow(
    /^notes\.feature cannot be taken: .*\(1:1\)/s,
  );
});

it('what multiplies into more than anybody wrote is refused before it does', () => {
  const rows = Array.from({ length: 5_000 }, () => '|a|').join('\n');
  const steps = Array.from({ length: 5_000 }, () => '* a').join('\n');
  const outline = `Feature: F\nScenario Outline: S\n${steps}\nExamples:\n|h|\n${rows}\n`;
  const backed = `Feature: F\nBackground:\n${steps}\n${'Scenario: S\n* a\n'.repeat(1_000)}`;
  for (const text of [outline, backed])
    expect(() => readFeature({ name: 'bomb.feature', text })).toThrow(/10000 are the most/);
});
