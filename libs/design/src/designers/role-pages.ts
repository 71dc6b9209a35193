import {
  mainRole,
  nobodyRole,
  type AppModel,
  type RolePage,
  type RoleView,
  type Step,
  type Target,
} from '@testforge/core';
import type { Designer, Draft, Watch } from '../draft.js';
import { createSteps } from '../scenario-steps.js';
import { draftKey } from '../slug.js';
import { hasVariable, holdsSecret } from '../state-place.js';
import { titled } from '../step-title.js';
import { guardedStates, logInDraft } from './log-in.js';

/** How many pages of each role are tried: those first that there is most to guard of, as exploring put them. */
const mostDenied = 5;
const mostAllowed = 2;

const watch = (effects: Watch['effects']): Watch => ({
  effects,
  consequence: false,
  again: false,
  mentions: [],
  writes: false,
});

const isFurther = (role: string): boolean => role !== mainRole && role !== nobodyRole;

function whoIs(role: string): string {
  if (role === nobodyRole) return 'Whoever is not logged in';
  return role === mainRole ? 'The user' : `The role “${role}”`;
}

/** In whose session a page is asked for. */
const sessionOf = (role: string): Pick<Draft, 'role' | 'signedOut'> =>
  role === nobodyRole ? { signedOut: true } : isFurther(role) ? { role } : {};

const flowOf = (role: string): string => (isFurther(role) ? `as ${role}` : 'roles');

/**
 * Pages that can be told and asked for again: by an address that is no data, with something that only they show, or with a
 * heading that says that they are refused.
 */
const telling = ({ pages }: RoleView): RolePage[] =>
  pages.filter(
    (page) =>
      (page.mark !== undefined || (page.outcome === 'refused' && page.heading !== null)) &&
      !hasVariable(page.template) &&
      !holdsSecret(page),
  );

const look = (mark: Target, matcher: 'toBeVisible' | 'toBeHidden'): Step =>
  titled({
    kind: 'expect',
    key: matcher === 'toBeHidden' ? 'expect-not-shown' : 'expect-shown',
    phase: 'then',
    target: mark,
    expectation: { matcher, expected: true, foundBy: mark.fingerprint.name ?? mark.fingerprint.text ?? '' },
  });

/** A draft that asks for the page and looks for what only that page shows. */
function asking(view: RoleView, { path, template, mark }: RolePage, matcher: 'toBeVisible' | 'toBeHidden') {
  return {
    ...sessionOf(view.role),
    category: 'security' as const,
    flow: flowOf(view.role),
    pages: [template],
    // What would be shown to everybody comes first: where it is, nothing that follows explains it.
    steps: [...createSteps().goto(path).done(), ...(mark === undefined ? [] : [look(mark, matcher)])],
  };
}

/** Pages that this role is refused. */
function denied(model: AppModel, view: RoleView): Draft[] {
  const known = new Set(
    view.role === nobodyRole && model.logIn ? guardedStates(model, model.logIn).map(({ path }) => path) : [],
  );
  return telling(view)
    .filter(({ outcome, path }) => outcome === 'refused' && !known.has(path))
    .slice(0, mostDenied)
    .map((page) => ({
      key: draftKey('role-deny', view.role, page.template),
      title: `${whoIs(view.role)} is refused the page ${page.path}`,
      designer: 'role-deny',
      priority: 'P1',
      reason: `Others are led there; asked for by its address it ${page.reason}.`,
      tags: ['role', 'deny'],
      ...asking(view, page, 'toBeHidden'),
      watch: watch(['address', 'heading', 'title', 'message']),
    }));
}

/** Templates of the pages that some of these are refused. */
const refusedTo = (views: readonly RoleView[]): Set<string> =>
  new Set(
    views.flatMap(({ pages }) => pages.flatMap(({ outcome, template }) => (outcome === 'refused' ? [template] : []))),
  );

/** Pages that this role is led to and somebody else is refused. */
function allowed(views: readonly RoleView[], view: RoleView): Draft[] {
  const closed = refusedTo(views);
  // What everybody may open who is logged in says least of roles.
  const closedInside = refusedTo(views.filter(({ role }) => role !== nobodyRole));
  return telling(view)
    .filter(({ outcome, template }) => outcome === 'linked' && closed.has(template))
    .sort((a, b) => Number(closedInside.has(b.template)) - Number(closedInside.has(a.template)))
    .slice(0, mostAllowed)
    .map((page) => ({
      key: draftKey('role-allow', view.role, page.template),
      title: `${whoIs(view.role)} may open the page ${page.path}`,
      designer: 'role-allow',
      priority: 'P2',
      reason: 'Others are refused it, and whoever works with it must not be.',
      tags: ['role', 'allow'],
      ...asking(view, page, 'toBeVisible'),
      watch: watch(['address', 'title']),
    }));
}

/** The log-in of a role, where anything is tried in its session. */
function entering({ role, logIn }: RoleView): Draft[] {
  if (logIn === undefined) return [];
  const draft = logInDraft(logIn);
  return [
    {
      ...draft,
      key: draftKey('log-in', role),
      title: `${whoIs(role)} logs in`,
      reason: 'The tests of this role begin with its session.',
      tags: ['log-in', 'role'],
      flow: flowOf(role),
      role,
    },
  ];
}

/** What one role may see and another may not: by its address the page is given to the one and refused to the other. */
export const rolePages: Designer = (model) => {
  const views = model.roles ?? [];
  return views.flatMap((view) => {
    const drafts = [...denied(model, view), ...(isFurther(view.role) ? allowed(views, view) : [])];
    return drafts.length === 0 ? [] : [...(isFurther(view.role) ? entering(view) : []), ...drafts];
  });
};
