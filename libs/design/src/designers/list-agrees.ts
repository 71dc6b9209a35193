import type { AppModel, AppState, Step, Target } from '@testforge/core';
import type { Designer, Draft } from '../draft.js';
import { pageName } from '../page-names.js';
import { createSteps } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { isBehindTab } from '../state-place.js';
import { titled } from '../step-title.js';
import { growsMeanwhile } from './grows-meanwhile.js';
import { otherItems, tabItems, type ListedItem } from './listed-items.js';
import { listWay, money } from './list-way.js';
import { readWatch } from './read-watch.js';

const mostLists = 3;
const mostTabs = 2;
const leastItems = 2;
const mostItems = 4;

/** By its one heading of the first level a page tells what it is about. */
const heading: Target = {
  locator: { frame: [], links: [{ by: 'role', role: 'heading', level: 1 }] },
  fingerprint: { tag: 'h1', role: 'heading' },
};

const hasOneHeading = ({ snapshot }: AppState): boolean =>
  snapshot.elements.filter(({ tag, visible }) => tag === 'h1' && visible !== false).length === 1;

/** Where things have prices, pages of their own say them beside those of others. */
function priceOn({ snapshot: { elements, landmarks } }: AppState): Target | null {
  const isPrice = elements.some(
    ({ text = '', group, interactive, visible }) =>
      !interactive && visible !== false && group === undefined && text.length <= 20 && money.test(text),
  );
  if (!isPrice) return null;
  return landmarks.filter(({ role }) => role === 'main').length === 1
    ? { locator: { frame: [], links: [{ by: 'role', role: 'main' }] }, fingerprint: { tag: 'main', role: 'main' } }
    : { locator: { frame: [], links: [{ by: 'css', css: 'body' }] }, fingerprint: { tag: 'body' } };
}

const cellsBefore = /\/td\[(\d+)\](?!.*\/td\[)/;

/** Whether a row of a table is about the item that it leads to: what is about something else only refers to it, in a cell further on. */
function isOfItem({ state: { snapshot }, index }: ListedItem): boolean {
  const link = snapshot.elements[index];
  const cell = Number(cellsBefore.exec(link?.xpath ?? '')?.[1] ?? 1);
  const before = snapshot.elements.filter(({ group, xpath = '', text = '', interactive }) => {
    const at = Number(cellsBefore.exec(xpath)?.[1] ?? cell);
    return group === link?.group && !interactive && at < cell && /\p{L}|\d/u.test(text);
  });
  return link?.group === undefined || before.length === 0;
}

const says = (target: Target, name: string, words: string): Step =>
  titled(
    {
      kind: 'expect',
      key: `expect-${name}`,
      phase: 'then',
      target,
      expectation: { matcher: 'toContainText', expected: null, value: { kind: 'remembered', name } },
    },
    words,
  );

/** There, what the list says of the item, its link, and that its page says the same; null where that cannot be told. */
function visit(model: AppModel, item: ListedItem, number: number): Step[] | null {
  const way = listWay(model, item, `${number}`);
  if (way === null) return null;
  const name = `price${number}`;
  const isPriced = way.remember.some((step) => step.kind === 'remember' && step.name === name);
  const price = isPriced && isOfItem(item) ? priceOn(item.detail) : null;
  return [
    ...way.remember.filter((step) => !(step.kind === 'remember' && step.name === name && price === null)),
    ...createSteps(`list${number}`).click(way.link, 'the item').done(),
    says(heading, `title${number}`, 'the heading'),
    ...(price === null ? [] : [says(price, name, 'the page')]),
  ];
}

/** What lists say of their things, title and price, the things' own pages say too; told by what is shown that day. */
export const listAgrees: Designer = (model) => [
  ...draftsOf(model, otherItems(model, mostItems)).slice(0, mostLists),
  ...draftsOf(model, tabItems(model, 1), 1).slice(0, mostTabs),
];

/** Of lists with so many things at least; what lies behind a tab of one thing may be a single one. */
const draftsOf = (model: AppModel, lists: ListedItem[][], least = leastItems): Draft[] =>
  lists.flatMap((items): Draft[] => {
    const [first] = items;
    if (first === undefined || items.length < least || !hasOneHeading(first.detail)) return [];
    const visits = items.map((item, at) => visit(model, item, at + 1));
    if (visits.includes(null)) return [];
    const { state, detail } = first;
    return [
      {
        key: draftKey('list-agrees', state.template, detail.template, ...(isBehindTab(state) ? ['tab'] : [])),
        title: isBehindTab(state)
          ? `What “${pageName(model, state)}” lists behind a tab leads to what it says`
          : `What “${pageName(model, state)}” says of ${growsMeanwhile(model, state) ? 'some' : 'its first'} entries, their own pages say too`,
        designer: 'list-agrees',
        priority: 'P2',
        reason: 'One wrong entry among many is what nobody looks for.',
        category: 'functional',
        tags: ['list'],
        flow: 'browse items',
        pages: [state.template, detail.template],
        steps: visits.flatMap((steps) => steps ?? []),
        watch: readWatch([]),
      },
    ];
  });
