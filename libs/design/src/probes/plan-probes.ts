import type { AppModel, AppState, Step } from '@testforge/core';
import { destroying } from '@testforge/core';
import { z } from 'zod';
import { formHappy } from '../designers/form-happy.js';
import { search } from '../designers/search.js';
import { Draft } from '../draft.js';
import { asksOnly, placedForms } from '../form-kind.js';
import { soundStates } from '../state-place.js';
import { templateOf } from '../url-template.js';

/** One parameter of an address that the app itself uses. */
export const AddressProbe = z.object({
  /** Path and query as the app uses it, with its own value. */
  path: z.string(),
  template: z.string(),
  parameter: z.string(),
  /** Its value says where to go on to. */
  leads: z.boolean(),
  signedOut: z.boolean(),
});
export type AddressProbe = z.infer<typeof AddressProbe>;

export const ProbePlan = z.object({
  addresses: z.array(AddressProbe),
  /** Each box that asks for something, as it is asked. */
  searches: z.array(Draft),
  /** Each form that makes something of our own that is listed. */
  makings: z.array(Draft),
});
export type ProbePlan = z.infer<typeof ProbePlan>;

const most = { addresses: 30, searches: 4, makings: 6 };

const leading =
  /^(?:next(?:_?(?:url|page))?|return(?:_?(?:url|uri|to|path))?|redirect(?:_?(?:url|uri|to))?|redir|url|goto|go|dest(?:ination)?|continue(?:_?url)?|came_?from|back(?:_?(?:url|to))?|forward|target|to|ref(?:errer)?|r)$/i;
const looksLikeWay = (value: string): boolean => /^(?:https?:)?\/|^\.{0,2}\/|%2F/i.test(value);

/** Parameters that name what lets their holder in, or guard a form. */
const guarding = /token|csrf|xsrf|nonce|secret|sig(?:nature)?$|session|state|key$|code$/i;

function probesOf(address: string, base: string, signedOut: boolean): AddressProbe[] {
  const url = URL.parse(address, base);
  if (url === null || url.origin !== new URL(base).origin) return [];
  if (destroying.test(`${url.pathname} ${url.search}`.replace(/[/_.=&?+-]+/g, ' '))) return [];
  const template = templateOf(url.href);
  return [...url.searchParams].flatMap(([parameter, value]): AddressProbe[] =>
    guarding.test(parameter)
      ? []
      : [
          {
            path: url.pathname + url.search,
            template,
            parameter,
            leads: leading.test(parameter) && looksLikeWay(value),
            signedOut,
          },
        ],
  );
}

/** Addresses that a plain form asks for when it is sent as it stands. */
function askedByForms(model: AppModel): { address: string; state: AppState }[] {
  return placedForms(model)
    .filter((placed) => asksOnly(placed) && placed.form.method.toLowerCase() === 'get')
    .flatMap(({ form, state }) => {
      const url = URL.parse(form.action || state.snapshot.url, state.snapshot.url);
      if (url === null) return [];
      for (const { nameAttr, initial } of form.fields) if (nameAttr) url.searchParams.set(nameAttr, initial ?? '');
      return [{ address: url.href, state }];
    });
}

/** Where a link says where to go on to, beside what else it is about: a page that was read is not asked otherwise. */
const waysOnward = (model: AppModel, state: AppState): string[] => {
  const read = new Set(model.states.map(({ path }) => path.split(/[?#]/)[0]));
  return state.snapshot.links.flatMap(({ href }) => (read.has(URL.parse(href)?.pathname ?? '') ? [href] : []));
};

/** The address of one page is probed once for each parameter, whoever links to it. */
function addressProbes(model: AppModel): AddressProbe[] {
  const states = soundStates(model);
  const out = (state: AppState): boolean => state.signedOut === true;
  const read = states.flatMap((state) =>
    [state.path, ...state.samples].flatMap((path) => probesOf(path, model.url, out(state))),
  );
  const asked = askedByForms(model).flatMap(({ address, state }) => probesOf(address, model.url, out(state)));
  const onward = states.flatMap((state) =>
    waysOnward(model, state)
      .flatMap((href) => probesOf(href, model.url, out(state)))
      .filter(({ leads }) => leads),
  );
  const known = new Map<string, AddressProbe>();
  for (const probe of [...onward, ...asked, ...read]) {
    const key = `${probe.template.split('?')[0]} ${probe.parameter}`;
    if (!known.has(key)) known.set(key, probe);
  }
  return [...known.values()].sort((a, b) => Number(b.leads) - Number(a.leads)).slice(0, most.addresses);
}

const isAsking = (step: Step): boolean => !['expect', 'remember'].includes(step.kind);

/** One draft a box: what is asked for is of no account. */
function searchesOf(model: AppModel): Draft[] {
  const byPlace = new Map(search(model).map((draft) => [draft.key.split('--').slice(0, 3).join('--'), draft] as const));
  return [...byPlace.values()]
    .map((draft) => ({ ...draft, steps: draft.steps.filter(isAsking) }))
    .slice(0, most.searches);
}

/**
 * What is tried at an app whose owner allows it: parameters that the app itself uses, boxes that ask, and forms that make
 * something of our own. The level of the run binds it as it binds all drafts: at `read` nothing is made.
 */
export function planProbes(model: AppModel): ProbePlan {
  const makings = formHappy(model).filter(({ watch, tags }) => watch.record === 'find' && !tags.includes('contact'));
  return { addresses: addressProbes(model), searches: searchesOf(model), makings: makings.slice(0, most.makings) };
}
