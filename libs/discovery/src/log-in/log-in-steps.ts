import type { Locator, PageElement, PageSnapshot, Step, Target } from '@testforge/core';
import { locatorWords } from '@testforge/core';

/** What is remembered of an element, without what could name the user: the text beside it, where a page greets by name. */
function targetOf(element: PageElement, locator: Locator): Target {
  const { interactive: _i, repeated: _r, group: _g, value: _v, neighbourTexts: _n, ...fingerprint } = element;
  return { locator, fingerprint };
}

const subject = ({ locator, fingerprint }: Target): string => {
  const known = [fingerprint.label, fingerprint.name, fingerprint.placeholder, fingerprint.text].find(Boolean);
  return known ? `“${known.slice(0, 80)}”` : locatorWords(locator);
};

const words = { user: 'the user name', password: 'the password', totp: 'the one-time code' } as const;

/** The steps of a log-in, as they are found out one by one. */
export interface LogInSteps {
  list(): Step[];
  open(path: string): Step;
  click(snapshot: PageSnapshot, index: number, locator: Locator): Step;
  fill(snapshot: PageSnapshot, index: number, locator: Locator, name: keyof typeof words): Step;
  /** Sends a form that has no button. */
  enter(snapshot: PageSnapshot, index: number, locator: Locator): Step;
  expect(snapshot: PageSnapshot, index: number, locator: Locator): Step;
  /** Where nothing on the page shows that one is inside: the address does. */
  expectPath(path: string): Step;
}

/** Goes on from the steps that were taken already. */
export function createLogInSteps(taken: Step[] = []): LogInSteps {
  const steps = [...taken];
  const keep = (step: Step): Step => {
    steps.push(step);
    return step;
  };
  const key = () => `log-in-${steps.length + 1}`;
  const at = (snapshot: PageSnapshot, index: number, locator: Locator): Target => {
    const element = snapshot.elements[index];
    if (!element) throw new RangeError(`no element ${index}`);
    return targetOf(element, locator);
  };
  return {
    list: () => [...steps],
    open: (path) =>
      keep({
        kind: 'goto',
        key: key(),
        phase: 'given',
        path,
        title: path === '/' ? 'the start page is open' : `the page ${path} is open`,
      }),
    click(snapshot, index, locator) {
      const target = at(snapshot, index, locator);
      return keep({ kind: 'click', key: key(), phase: 'when', target, title: `I click ${subject(target)}` });
    },
    fill(snapshot, index, locator, name) {
      const target = at(snapshot, index, locator);
      const title = `I fill ${subject(target)} with ${words[name]}`;
      return keep({ kind: 'fill', key: key(), phase: 'when', target, value: { kind: 'credential', name }, title });
    },
    enter(snapshot, index, locator) {
      const target = at(snapshot, index, locator);
      const value = { kind: 'literal', value: 'Enter' } as const;
      return keep({
        kind: 'press',
        key: key(),
        phase: 'when',
        target,
        value,
        title: `I press “Enter” in ${subject(target)}`,
      });
    },
    expect(snapshot, index, locator) {
      const target = at(snapshot, index, locator);
      // Never healed: another element that looks like this one says nothing of being inside.
      const { name = '', text = '' } = target.fingerprint;
      const expectation = { matcher: 'toBeVisible', expected: true, foundBy: name || text } as const;
      return keep({
        kind: 'expect',
        key: key(),
        phase: 'then',
        target,
        expectation,
        title: `${subject(target)} is shown`,
      });
    },
    expectPath(path) {
      const expectation = { matcher: 'toHaveURL', expected: path } as const;
      return keep({ kind: 'expect', key: key(), phase: 'then', expectation, title: `the address is ${path}` });
    },
  };
}
