import type { TestCase } from '@testforge/core';
import { byPriorityThenKey, groupByFile } from './group-tests.js';
import { visibleSource } from './literal.js';
import type { SourceFile } from './project-files.js';
import { tagsOf, type TitledTest } from './spec-file.js';
import { asClause, phaseWords } from './step-groups.js';

/**
 * The tests as Gherkin (https://cucumber.io/docs/gherkin/reference), one `.feature` a flow, for people to read: what is
 * done and what is expected, without locators. What begins with the session of the log-in says so first.
 * Same tests in any order, same files. A text of a page cannot leave its line.
 */
export function writeFeatures(tests: readonly TestCase[]): SourceFile[] {
  const logIns = new Set(tests.flatMap(({ setup, role }) => (setup === undefined ? [] : [role])));
  const files = groupByFile([...tests].sort(byPriorityThenKey), (flow) => `features/${flow}.feature`);
  return [...files].map(([path, own]) => ({
    path,
    content: [`Feature: ${titleOf(own)}`, ...own.map((each) => scenario(each, logIns)), ''].join('\n'),
  }));
}

const titleOf = ([first]: readonly TitledTest[]): string => {
  const flow = plain(first?.test.flow ?? '');
  return flow ? flow.charAt(0).toUpperCase() + flow.slice(1) : 'General';
};

function scenario({ test, title }: TitledTest, logIns: ReadonlySet<string | undefined>): string {
  const lines: string[] = [];
  let last = '';
  const say = (word: string, clause: string): void => {
    lines.push(`    ${word === last ? 'And' : word} ${plain(clause)}`);
    last = word;
  };
  if (logIns.has(test.role) && !test.signedOut && !test.setup)
    say('Given', `a user${test.role === undefined ? '' : ` in the role ${test.role}`} is logged in`);
  for (const step of test.steps) {
    const word = phaseWords[step.phase];
    say(word, asClause(step.title, word));
  }
  return ['', `  ${tagsOf(test).join(' ')}`, `  Scenario: ${plain(title)}`, ...lines].join('\n');
}

/** On one line, with what nobody sees written as an escape. */
const plain = (text: string): string => visibleSource(text.replaceAll(/\s+/g, ' ').trim());
