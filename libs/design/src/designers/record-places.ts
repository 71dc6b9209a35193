import type { AppModel, Step } from '@testforge/core';
import type { PlacedForm } from '../form-kind.js';
import { anyOf } from '../list-words.js';
import { stepsTo } from '../scenario-steps.js';
import { hasVariable, isOnePage, openerWords, routeOf, soundStates } from '../state-place.js';
import { titled } from '../step-title.js';

const mostPlaces = 3;
const mostPanels = 2;

/** Parts of a page that list what is there say so. */
const listing = anyOf(
  'recent(?:ly \\p{L}+)?|all|list|latest|history|overview|my \\p{L}+',
  'neueste|zuletzt|alle|liste|übersicht|verlauf',
  'récents?|tous|toutes|liste|historique',
  'recientes?|todos|todas|lista|historial',
);

/** Pages that tell of all that was done lately say so. */
const news = anyOf(
  '(?:recent|latest|my) changes|changes|history|activity|activities|timeline|audit log|recent',
  'verlauf|letzte änderungen|aktivitäten',
  'historique|modifications récentes|activité',
  'historial|cambios recientes|actividad',
);

/** Whether sending the form may leave something of its own behind that is shown again. */
export const makesRecord = ({ kind }: PlacedForm): boolean => kind === 'other';

/** Pages that may list what the form makes: those above it, those that lead to it, and its own; the nearest first. */
export function placesOf(model: AppModel, { state }: PlacedForm): string[] {
  const own = state.path.split('?')[0] ?? '';
  const above = (path: string): boolean => path !== '/' && own.startsWith(path.endsWith('/') ? path : `${path}/`);
  const candidates = soundStates(model).filter(
    (other) => other.path !== state.path && !hasVariable(other.template) && other.signedOut === state.signedOut,
  );
  const leads = candidates.filter(({ snapshot }) =>
    snapshot.links.some(
      ({ href, landmark }) => routeOf(href, model.url) === own && !/navigation|banner/i.test(landmark ?? ''),
    ),
  );
  const parents = candidates.filter(({ path }) => above(path)).sort((a, b) => b.path.length - a.path.length);
  const others = [...new Set([...parents, ...leads].map(({ path }) => path))].slice(0, mostPlaces);
  // What is opened on a page by a click is often about what that page lists.
  const isOpened = state.reach.at(-1)?.kind === 'click';
  const here = hasVariable(state.template) && !isOpened ? [] : [state.path];
  return isOpened ? [...here, ...others] : [...others, ...here];
}

/** Steps as they are taken on the way, and not to begin with. */
export const onTheWay = (steps: readonly Step[]): Step[] => steps.map((step) => titled({ ...step, phase: 'when' }));

/** Parts of the form's own page that a click opens and that may list what the form makes. */
export const panelsOf = (model: AppModel, { state }: PlacedForm): Step[][] =>
  soundStates(model)
    .filter((other) => other !== state && other.reach.length === 2 && isOnePage(other, state))
    .filter((other) => listing.test(openerWords(other)))
    .flatMap((other) => {
      const steps = stepsTo(model, other, 'list')?.done();
      return steps === undefined ? [] : [onTheWay(steps)];
    })
    .slice(0, mostPanels);

/** The page that tells of all that was done lately, in all of the app before in a part of it. */
export const newsOf = (model: AppModel, { state }: PlacedForm): string | undefined =>
  soundStates(model)
    .filter(
      ({ path, template, reach, signedOut }) =>
        path !== state.path &&
        !hasVariable(template) &&
        signedOut === state.signedOut &&
        reach.every(({ kind }) => kind === 'goto') &&
        news.test(
          path
            .split('?')[0]
            ?.split('/')
            .at(-1)
            ?.replace(/[-_+.]/g, ' ') ?? '',
        ),
    )
    .map(({ path }) => path)
    .sort((a, b) => a.split('/').length - b.split('/').length || a.length - b.length)[0];
