import type { PageElement, Step, Target } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { clickCart, failedAt, notFound, policy, snapshotOf, testOf } from '../test/spec-page.js';
import { askQuestion } from './ask-question.js';
import { readFacts, type FailureInput } from './facts.js';
import type { PageBefore } from './page-before.js';
import { judgeFacts } from './verdict.js';

const field = (name: string, more: Partial<PageElement> = {}): PageElement => ({
  tag: 'input',
  role: 'textbox',
  name,
  landmark: 'main',
  interactive: true,
  ...more,
});
const title = (tag: string, name: string, more: Partial<PageElement> = {}): PageElement => ({
  ...field(name, { tag, role: 'heading', text: name, interactive: false, ...more }),
});
const button = (name: string): PageElement => field(name, { tag: 'button', role: 'button', text: name });

/** Elements under the last heading before them, as the collector tells it. */
function page(...elements: PageElement[]): PageElement[] {
  let heading: string | undefined;
  return elements.map((one) => {
    const placed = heading === undefined ? one : { ...one, heading };
    if (one.role === 'heading') heading = one.name;
    return placed;
  });
}

const words = 'General meta';
const top = [title('h1', 'Changing a page'), field('Comment')];
const fields = [field('Names'), field('Summary'), button('Check')];
const end = [title('h2', 'More'), field('Tags')];
const form = (heading: string, section = fields, more: Partial<PageElement> = {}): PageElement[] =>
  page(...top, title('h2', heading, more), ...section, ...end);

interface Told {
  heading?: string;
  before?: PageElement[];
  others?: PageBefore[];
  then?: Step[];
  /** What the test did before. */
  first?: Step[];
  more?: Partial<FailureInput> & { title?: string; url?: string };
}

const shows = (name: string, role = 'textbox'): Step => ({
  key: name,
  phase: 'then',
  title: `“${name}” is shown`,
  kind: 'expect',
  expectation: { matcher: 'toBeVisible', expected: true, foundBy: name },
  target: { locator: { frame: [], links: [{ by: 'role', role, name }] }, fingerprint: { tag: 'input', role, name } },
});

/** The verdict on a heading that is no longer there, where the page is `now`. */
function ruleOf(
  now: PageElement[],
  { heading = words, before = form(heading), others = [], then = [], first = [], more = {} }: Told = {},
) {
  const { interactive: _interactive, ...fingerprint } = before.find(({ name }) => name === heading) ?? field('');
  const check = shows(heading, 'heading');
  const step = { ...check, target: { ...(check as { target: object }).target, fingerprint } } as Step;
  const message = notFound(`getByRole('heading', { name: '${heading}' })`);
  const { title: called = 'A wiki', url = 'http://shop.test/edit/home' } = more;
  const seen = snapshotOf(now, { url, requests: [{ method: 'GET', url, status: 200 }] }, { title: called });
  const input = {
    test: testOf(...first, step, ...then),
    result: failedAt(step, message),
    snapshot: seen,
    policy,
    pagesBefore: [{ path: new URL(url).pathname, elements: before }, ...others],
  };
  const judgement = judgeFacts(readFacts(input));
  const question = askQuestion({ test: input.test, step, snapshot: seen }, { ...judgement, proposal: null });
  return { ...judgement, asked: question?.words };
}

const without = page(...top, ...fields, ...end);
const gone = { rule: 'regression.wording_gone', outcome: 'regression' };
const asked = { rule: 'drift.heading_taken_away', outcome: 'waiting', waitingFor: 'intended' };

describe('a sub-heading that is gone', () => {
  it('is for a person where all that it headed is there as it was, and what stands there is told', () => {
    const judged = ruleOf(without, { then: [shows('Names'), shows('Tags')] });
    expect(judged).toMatchObject(asked);
    expect(judged.evidence.join('\n')).toContain('under “Changing a page”');
    expect(judged.evidence.join('\n')).toContain('“Names”, “Summary”, “Check”');
    expect(judged.asked).toContain('was it taken away on purpose?');
  });

  it.each([
    ['a field of it is gone', page(...top, ...fields.slice(1), ...end)],
    ['a field of it is not shown', page(...top, field('Names', { visible: false }), ...fields.slice(1), ...end)],
    ['a field of it leads elsewhere by its name', page(...top, field('Nicknames'), ...fields.slice(1), ...end)],
    ['they stand in another order', page(...top, ...[...fields].reverse(), ...end)],
    ['they stand twice', page(...top, ...fields, ...fields, ...end)],
    ['they stand under what was not before it', page(...top, title('h2', 'Errors'), ...fields, ...end)],
    ['what stood before it is gone', page(...top.slice(0, 1), ...fields, ...end)],
    ['the section after it is gone', page(...top, ...fields, field('Tags'))],
  ])('is a regression where %s', (_why, now) => {
    expect(ruleOf(now)).toMatchObject(gone);
  });

  it('is a regression where the test did something on that page first, of which the heading may have come', () => {
    const goto = (path: string): Step => ({
      key: 'open',
      phase: 'given',
      title: 'the page is open',
      kind: 'goto',
      path,
    });
    const { target } = shows('Check', 'button') as { target: Target };
    const click: Step = { key: 'click', phase: 'when', title: 'I click “Check”', kind: 'click', target };
    expect(ruleOf(without, { first: [goto('/edit/home'), click] })).toMatchObject(gone);
    expect(ruleOf(without, { first: [goto('/edit/home')] })).toMatchObject(asked);
    expect(ruleOf(without, { first: [goto('/home'), click] })).toMatchObject(asked);
  });

  it('is a regression where it headed hardly anything to use, or nobody knows what', () => {
    const [one] = fields as [PageElement];
    expect(ruleOf(page(...top, one, ...end), { before: form(words, [one]) })).toMatchObject(gone);
    expect(ruleOf(without, { more: { url: 'http://shop.test/other' }, before: form('Else') })).toMatchObject(gone);
  });

  it('is a regression where it is the heading of the page', () => {
    const before = page(title('h1', words), ...fields);
    expect(ruleOf(page(...fields), { before })).toMatchObject(gone);
  });

  it('is a regression where something else that the test looks for on the page is gone', () => {
    expect(ruleOf(without, { then: [shows('Price')] })).toMatchObject(gone);
    // What comes after a click is on another page.
    const page = [
      shows('Names'),
      { ...clickCart, target: (shows('Check', 'button') as { target: object }).target } as Step,
    ];
    expect(ruleOf(without, { then: [...page, shows('Price')] })).toMatchObject(asked);
  });

  it.each<[string, Told]>([
    ['holds a number', { heading: 'Step 2 of it', before: form('Step 2 of it') }],
    ['is in the title of the page', { more: { title: 'General meta – A wiki' } }],
    ['is in the address', { more: { url: 'http://shop.test/edit/general-meta' } }],
    ['stands in a card', { before: form(words, fields, { group: '3' }) }],
    ['is one of many alike', { before: form(words, fields, { repeated: true }) }],
    [
      'leads somewhere elsewhere',
      { others: [{ path: '/list', elements: [field(words, { role: 'link', tag: 'a' })] }] },
    ],
    ['is what a field holds', { others: [{ path: '/list', elements: [field('Name', { value: words })] }] }],
    [
      'heads other things elsewhere',
      { others: [{ path: '/all', elements: page(title('h2', words), field('Names')) }] },
    ],
    [
      'was entered',
      {
        then: [
          {
            key: 'fill',
            phase: 'when',
            title: 'fill',
            kind: 'fill',
            value: { kind: 'literal', value: words },
            target: { locator: { frame: [], links: [{ by: 'label', text: 'Names' }] }, fingerprint: field('Names') },
          },
        ],
      },
    ],
  ])('is a regression where it may be the name of a thing: it %s', (_why, told) => {
    expect(ruleOf(without, told)).toMatchObject(gone);
  });

  it('heads the same on other pages of its kind', () => {
    const others = [{ path: '/edit/other', elements: form(words) }];
    expect(ruleOf(without, { others })).toMatchObject(asked);
  });
});
