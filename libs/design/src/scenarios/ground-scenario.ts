import { destroying, type AppModel, type AppState, type Step, type Target } from '@testforge/core';
import type { Draft } from '../draft.js';
import { pageName } from '../page-names.js';
import { createNames, draftKey, slug } from '../slug.js';
import { fitsTemplate, isOnePage, pathOf, soundStates, startState } from '../state-place.js';
import { titled } from '../step-title.js';
import { vocabulary } from '../vocabulary.js';
import { findNamed, type Use } from './find-named.js';
import type { Scenario } from './read-feature.js';
import { readPhrase, type Phrase } from './read-phrase.js';

/** Why a scenario is no test, in a sentence. */
export interface Refused {
  refused: string;
}

interface Going {
  model: AppModel;
  /** Where the scenario may be by now; empty where that is not known. */
  places: AppState[];
  steps: Step[];
  unique: (name: string) => string;
  signedOut: boolean;
}

type Untitled = Parameters<typeof titled>[0];

const refuse = (refused: string): Refused => ({ refused });

/** The states at a path of the app. */
const statesAt = (model: AppModel, path: string): AppState[] => {
  const own = pathOf(path, model.url) ?? path;
  const exact = soundStates(model).filter(
    (state) => isOnePage(state, { path }) || pathOf(state.path, model.url) === own,
  );
  return exact.length > 0 ? exact : soundStates(model).filter(({ template }) => fitsTemplate(own, template));
};

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

const statesCalled = (model: AppModel, name: string): AppState[] =>
  soundStates(model).filter(
    (state) =>
      same(pageName(model, state), name) ||
      same(state.snapshot.title, name) ||
      state.snapshot.headings.some(({ text }) => same(text, name)),
  );

function push(going: Going, key: string, step: Record<string, unknown>): null {
  going.steps.push(titled({ ...step, key: going.unique(key) } as unknown as Untitled));
  return null;
}

function open(going: Going, phase: Step['phase'], states: AppState[], path: string | undefined, words: string) {
  const [state] = states;
  if (state === undefined) return refuse(`No page ${words} was seen.`);
  going.places = states;
  return push(going, 'open', { kind: 'goto', phase, path: path ?? state.path });
}

/** What must not be pressed at this level; null where it may. */
function isForbidden({ model }: Going, { fingerprint: { name = '', text = '', role } }: Target): string | null {
  if (model.interaction === 'disposable') return null;
  const words = `${name} ${text}`;
  if (model.interaction === 'read' && role !== 'link')
    return `At the level “read” nothing is pressed that may send something, such as “${name || text}”.`;
  if (destroying.test(words) || vocabulary.paying.test(words))
    return `At the level “${model.interaction}” nothing is pressed that destroys or pays, such as “${name || text}”.`;
  return null;
}

/** Where a click may lead: the page of a link, or what exploring saw behind this very click. */
function behind({ model }: Going, { locator, fingerprint: { href } }: Target, from: AppState): AppState[] {
  if (href !== undefined && !href.startsWith('#')) return statesAt(model, href);
  const wanted = JSON.stringify(locator);
  const opened = soundStates(model).filter(({ reach }) => {
    const last = reach.at(-1);
    return last?.kind === 'click' && JSON.stringify(last.locator) === wanted;
  });
  const form = from.snapshot.forms.find(({ action }) => action !== '');
  return [...opened, ...(form ? statesAt(model, form.action) : []), from];
}

function act(going: Going, phase: Step['phase'], use: Use, name: string, more: Record<string, unknown>, role?: string) {
  const found = findNamed(going.model, going.places, { name, use, role });
  if (typeof found === 'string') return refuse(found);
  const { target, state } = found;
  const forbidden = use === 'click' || more['kind'] === 'press' ? isForbidden(going, target) : null;
  if (forbidden !== null) return refuse(forbidden);
  going.places = use === 'click' ? behind(going, target, state) : [state];
  const kind = String(more['kind'] ?? use);
  return push(going, `${kind}-${slug(name)}`, { kind, phase, target, ...more });
}

const textTarget = (text: string): Target => ({
  locator: { frame: [], links: [{ by: 'text', text }] },
  fingerprint: { tag: 'div', text },
});
const headingTarget = (text: string): Target => ({
  locator: { frame: [], links: [{ by: 'role', role: 'heading', name: text }] },
  fingerprint: { tag: 'h1', role: 'heading', name: text, text },
});

function expectText(going: Going, phrase: Extract<Phrase, { text: string }>): Refused | null {
  const { kind, text } = phrase;
  if (kind === 'holds') {
    const found = findNamed(going.model, going.places, { name: phrase.field, use: 'fill' });
    if (typeof found === 'string') return refuse(found);
    const expectation = { matcher: 'toHaveValue', expected: text };
    return push(going, 'expect-value', { kind: 'expect', phase: 'then', target: found.target, expectation });
  }
  const target = kind === 'heading' ? headingTarget(text) : textTarget(text);
  const matcher = kind === 'hidden' ? 'toBeHidden' : 'toBeVisible';
  const expectation = { matcher, expected: true, foundBy: text };
  return push(going, `expect-${kind}`, { kind: 'expect', phase: 'then', target, expectation });
}

function take(going: Going, phrase: Phrase, phase: Step['phase']): Refused | null {
  const { model } = going;
  switch (phrase.kind) {
    case 'session':
      going.signedOut = phrase.signedOut;
      return null;
    case 'open': {
      const start = startState(model);
      const isStart = phrase.path === '/' && statesAt(model, '/').length === 0 && start !== undefined;
      return isStart
        ? open(going, phase, [start], undefined, phrase.path)
        : open(going, phase, statesAt(model, phrase.path), phrase.path, phrase.path);
    }
    case 'open-page':
      return open(going, phase, statesCalled(model, phrase.name), undefined, `called “${phrase.name}”`);
    case 'click':
      return act(going, phase, 'click', phrase.name, {}, phrase.role);
    case 'fill':
      return act(going, phase, 'fill', phrase.field, { value: phrase.value });
    case 'press':
      return act(going, phase, 'fill', phrase.field, { kind: 'press', value: phrase.value });
    case 'select':
      return act(going, phase, 'select', phrase.field, { value: phrase.value });
    case 'tick':
      return act(going, phase, 'tick', phrase.field, { kind: phrase.on ? 'check' : 'uncheck' });
    case 'back':
    case 'reload':
      going.places = phrase.kind === 'back' ? [] : going.places;
      return push(going, phrase.kind, { kind: phrase.kind, phase });
    case 'at': {
      const expectation = { matcher: 'toHaveURL', expected: phrase.path };
      return push(going, 'expect-address', { kind: 'expect', phase: 'then', expectation });
    }
    default:
      return expectText(going, phrase);
  }
}

const priorityOf = (tags: readonly string[]): Draft['priority'] =>
  (['P0', 'P1', 'P2', 'P3'] as const).find((priority) => tags.includes(priority)) ?? 'P1';

/**
 * The scenario as a draft over what was seen of the app: every thing it names was seen there, and is one alone. It demands
 * what its author wrote and nothing else, and is observed twice like every draft. Where a line means nothing that is known,
 * or names what is not there, it is refused with that line.
 */
export function groundScenario(model: AppModel, scenario: Scenario): Draft | Refused {
  const going: Going = { model, places: [], steps: [], unique: createNames(), signedOut: false };
  for (const { text, phase } of scenario.steps) {
    const phrase = readPhrase(text);
    if (phrase === null) return refuse(`It is not known what “${text}” means.`);
    const refused = take(going, phrase, phase);
    if (refused) return refuse(`“${text}”: ${refused.refused}`);
  }
  const { steps, signedOut } = going;
  if (steps[0]?.kind !== 'goto') return refuse('It must begin with a page that is opened.');
  if (steps.at(-1)?.kind !== 'expect') return refuse('It must end with what is then to be seen.');
  const reached = steps.flatMap((step) => (step.kind === 'goto' ? statesAt(model, step.path) : []));
  return {
    key: draftKey('scenario', scenario.name),
    title: scenario.name,
    designer: 'scenario',
    priority: priorityOf(scenario.tags),
    reason: `Written by hand (${scenario.place}).`,
    category: 'functional',
    tags: ['scenario', ...scenario.tags.filter((tag) => !/^P[0-3]$/.test(tag))],
    flow: 'scenarios',
    pages: [...new Set(reached.map(({ template }) => template))].slice(0, 5),
    steps,
    ...(signedOut ? { signedOut } : {}),
    watch: { effects: [], consequence: false, again: false, mentions: [], writes: false },
  };
}
