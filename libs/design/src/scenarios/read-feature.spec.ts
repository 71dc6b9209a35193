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
    /^notes\.feature is no Gherkin: .*\(1:1\)/s,
  );
});
