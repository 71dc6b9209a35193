import type { AppModel, AppState, FormField, PageElement, Step, Target } from '@testforge/core';
import { positional } from '../checkpoint-pair.js';
import type { Designer, Draft } from '../draft.js';
import { draftKey } from '../slug.js';
import { isOfRow } from '../of-row.js';
import { pageName } from '../page-names.js';
import { stepsTo } from '../scenario-steps.js';
import { clicksOnPage, hasVariable, isOnePage, soundStates, statePerTemplate, targetAt } from '../state-place.js';
import { titled } from '../step-title.js';
import { vocabulary } from '../vocabulary.js';
import { readWatch } from './read-watch.js';

const mostOpeners = 6;
const mostTabs = 3;
/** An app of so few pages does its work behind its buttons. */
const fewPages = 2;

const base = (model: AppModel, state: AppState): Omit<Draft, 'key' | 'title' | 'steps' | 'reason'> => ({
  designer: 'widgets',
  priority: 'P2',
  category: 'functional',
  tags: ['widget'],
  flow: hasVariable(state.template) ? 'browse items' : 'open pages',
  pages: [state.template],
  watch: readWatch([]),
});

const shows = (key: string, target: Target, expectation: Extract<Step, { kind: 'expect' }>['expectation']): Step =>
  titled({ kind: 'expect', key, phase: 'then', target, expectation });

/** A tab shows its panel. */
function tab(model: AppModel, state: AppState): Draft[] {
  const index = state.snapshot.elements.findIndex(
    ({ role, visible, attributes, name }, at) =>
      role === 'tab' &&
      visible !== false &&
      attributes?.['aria-selected'] === 'false' &&
      /\p{L}/u.test(name ?? '') &&
      state.locators[String(at)] !== undefined,
  );
  const target = targetAt(state, index);
  const way = target === null ? null : stepsTo(model, state);
  const name = (state.snapshot.elements[index]?.name ?? '').trim();
  if (target === null || way === null || /\d/.test(name)) return [];
  const panel: Target = {
    locator: { frame: [], links: [{ by: 'role', role: 'tabpanel', name }] },
    fingerprint: { tag: 'div', role: 'tabpanel', name },
  };
  const steps = way.click(target).done();
  const draft: Draft = {
    ...base(model, state),
    key: draftKey('widgets', state.template, 'tab'),
    title: `The tab “${name}” on the page “${pageName(model, state)}” shows what belongs to it`,
    reason: 'What stands behind a tab can be read only if the tab opens it.',
    steps: [...steps, shows('expect-panel', panel, { matcher: 'toBeVisible', expected: true, foundBy: name })],
  };
  // Not every panel is called after its tab: then what it is made of tells.
  const parts: Draft = {
    ...draft,
    key: draftKey('widgets', state.template, 'tab-parts'),
    steps,
    watch: { ...readWatch(['heading', 'feature']), insteadOf: draft.key },
  };
  return [draft, parts];
}

const parentOf = ({ xpath = '' }: PageElement): string => xpath.replace(/\/[^/]*$/, '');

/** A button beside a number that makes it one more. */
function stepper(model: AppModel, state: AppState, field: FormField): Draft[] {
  const input = state.snapshot.elements[field.element];
  const target = targetAt(state, field.element);
  const number = Number(field.initial ?? '');
  if (field.type !== 'number' || input === undefined || target === null || (field.initial ?? '') === '') return [];
  const index = state.snapshot.elements.findIndex(
    (element, at) =>
      element.role === 'button' &&
      element.type !== 'submit' &&
      element.visible !== false &&
      parentOf(element) === parentOf(input) &&
      vocabulary.more.test(element.name ?? element.text ?? '') &&
      state.locators[String(at)] !== undefined,
  );
  const button = targetAt(state, index);
  const way = button === null ? null : stepsTo(model, state);
  const step = Number(field.step) > 0 ? Number(field.step) : 1;
  if (button === null || way === null || number + step > Number(field.max ?? Infinity)) return [];
  return [
    {
      ...base(model, state),
      key: draftKey('widgets', state.template, 'stepper', field.nameAttr ?? field.label),
      title: `The button beside “${field.label}” on the page “${pageName(model, state)}” makes it one more`,
      reason: 'A button that does nothing looks like a broken page.',
      steps: [
        ...way.click(button).done(),
        shows('expect-more', target, { matcher: 'toHaveValue', expected: String(number + step) }),
      ],
    },
  ];
}

/** What a click opens on the same page: a dialog, a menu, a panel. */
const openers = (model: AppModel): Draft[] =>
  soundStates(model)
    .filter((state) => {
      const start = state.reach.find(({ kind }) => kind === 'goto');
      const isClicked = state.reach.at(-1)?.kind === 'click' && clicksOnPage(state) > 0;
      return isClicked && !isOfRow(model, state) && start?.kind === 'goto' && isOnePage(start, state);
    })
    .flatMap((state): Draft[] => {
      const steps = stepsTo(model, state)?.done() ?? [];
      const last = steps.at(-1);
      if (last?.kind !== 'click' || last.target.fingerprint.role === 'tab') return [];
      const name = (last.target.fingerprint.name ?? last.target.fingerprint.text ?? '').trim();
      if (
        positional(last.target.locator) ||
        vocabulary.placeholder.test(name) ||
        /\b(?:nothing|none) selected/i.test(name)
      )
        return [];
      if (!/\p{L}/u.test(name) || vocabulary.leaving.test(name) || vocabulary.destructive.test(name)) return [];
      return [
        {
          ...base(model, state),
          key: draftKey('widgets', state.template, 'opener', name),
          title: `“${name}” opens something on the page`,
          reason: 'What is behind the button can be used only if the button opens it.',
          steps,
          watch: readWatch(['heading', 'feature']),
        },
      ];
    });

/** Controls of one look on one page open the same kind of thing: the first of them tells. */
function onceALook(drafts: readonly Draft[]): Draft[] {
  const look = ({ steps, pages }: Draft): string => {
    const last = steps.at(-1);
    const { tag, role, classes } = last?.kind === 'click' ? last.target.fingerprint : {};
    return JSON.stringify([pages, tag, role, classes ?? steps]);
  };
  return drafts.filter((draft, at) => drafts.findIndex((other) => look(other) === look(draft)) === at);
}

/** Parts of a page that react to a click without leading anywhere. */
export const widgets: Designer = (model) => {
  const states = statePerTemplate(model);
  const most = states.length <= fewPages ? mostOpeners * 2 : mostOpeners;
  const steppers = states.flatMap((state) =>
    state.snapshot.forms.flatMap(({ fields }) => fields.flatMap((field) => stepper(model, state, field))),
  );
  return [
    ...states.flatMap((state) => tab(model, state)).slice(0, mostTabs * 2),
    ...steppers.slice(0, mostTabs),
    ...(states.length <= fewPages ? openers(model) : onceALook(openers(model))).slice(0, most),
  ];
};
