import type { AppModel, AppState, Step, StepValue, Target } from '@testforge/core';
import { createNames, slug } from './slug.js';
import { hasFragment, isOnePage, targetAt } from './state-place.js';
import { titled } from './step-title.js';

const nameOf = (target: Target): string => {
  const { nameAttr, label, name, text } = target.fingerprint;
  return slug(nameAttr ?? label ?? name ?? text ?? '') || target.fingerprint.tag;
};

/** Builds the steps of one scenario with stable keys. */
export interface ScenarioSteps {
  goto(path: string): ScenarioSteps;
  /** `name`: how the prose calls what is clicked, where its own words are data. */
  click(target: Target, name?: string): ScenarioSteps;
  act(kind: 'fill' | 'select' | 'press', target: Target, value: StepValue): ScenarioSteps;
  check(target: Target): ScenarioSteps;
  remember(target: Target, name: string): ScenarioSteps;
  back(): ScenarioSteps;
  done(): Step[];
}

export function createSteps(prefix = ''): ScenarioSteps {
  const steps: Step[] = [];
  const names = createNames();
  const unique = (name: string): string => names(prefix === '' ? name : `${prefix}-${name}`);
  const builder: ScenarioSteps = {
    goto: (path) => (
      steps.push(titled({ kind: 'goto', key: unique('open'), phase: steps.length === 0 ? 'given' : 'when', path })),
      builder
    ),
    click: (target, name) => (
      steps.push(
        titled(
          { kind: 'click', key: unique(`click-${slug(name ?? '') || nameOf(target)}`), phase: 'when', target },
          name,
        ),
      ),
      builder
    ),
    act: (kind, target, value) => (
      steps.push(titled({ kind, key: unique(`${kind}-${nameOf(target)}`), phase: 'when', target, value })),
      builder
    ),
    check: (target) => (
      steps.push(titled({ kind: 'check', key: unique(`check-${nameOf(target)}`), phase: 'when', target })),
      builder
    ),
    remember: (target, name) => (
      steps.push(titled({ kind: 'remember', key: unique(`remember-${name}`), phase: 'given', target, name })),
      builder
    ),
    back: () => (steps.push(titled({ kind: 'back', key: unique('back'), phase: 'when' })), builder),
    done: () => steps,
  };
  return builder;
}

/**
 * Whether the address alone does not lead to the state, because another state with fewer clicks has the same one, or one
 * with another fragment, which only a script that cares shows by itself.
 */
function needsClicks(model: AppModel, state: AppState): boolean {
  const clicks = (other: AppState): number => other.reach.filter((step) => step.kind === 'click').length;
  if (state.covered) return true;
  return (
    clicks(state) > 0 &&
    model.states.some((other) => other !== state && isOnePage(other, state) && clicks(other) < clicks(state))
  );
}

/** Begins a scenario in a state, by its address wherever that is enough. Null when a click on the way can't be told. */
export function stepsTo(model: AppModel, state: AppState, prefix = ''): ScenarioSteps | null {
  const steps = createSteps(prefix);
  if (!needsClicks(model, state)) return steps.goto(state.path);
  for (const step of state.reach) {
    if (step.kind === 'goto') steps.goto(step.path);
    else {
      const target = findTarget(model, step.locator);
      if (target === null)
        return hasFragment(state.path) && !state.covered ? createSteps(prefix).goto(state.path) : null;
      steps.click(target);
    }
  }
  return steps;
}

function findTarget(model: AppModel, locator: Target['locator']): Target | null {
  const wanted = JSON.stringify(locator);
  for (const state of model.states) {
    const index = Object.keys(state.locators).find((key) => JSON.stringify(state.locators[key]) === wanted);
    if (index !== undefined) return targetAt(state, Number(index));
  }
  return null;
}
