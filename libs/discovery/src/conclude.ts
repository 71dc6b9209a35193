import type { AppModel, AppState, LogIn, SelfDescription } from '@testforge/core';
import type { BrowserContext } from 'playwright';
import { checkHardening } from './check-hardening.js';
import { checkLinks } from './check-links.js';
import type { Exploration } from './exploration.js';
import { refile } from './file-states.js';
import { findFlows } from './flows.js';
import type { RequestGuard } from './guard-requests.js';
import type { DiscoveryInput } from './job-input.js';
import type { ReadState } from './read-state.js';
import { vitalFigures } from './read-vitals.js';
import { foldSlug } from './url-template.js';

const mostNotVisited = 500;
const mostLinkChecks = 100;
const mostNotes = 200;

export interface Explored {
  exploration: Exploration;
  context: BrowserContext;
  guard: RequestGuard;
  input: DiscoveryInput;
  /** Pages as those see them who are not logged in. */
  outside: ReadState[];
  logIn?: LogIn | undefined;
  describes: SelfDescription;
  notes: string[];
  logIns: number;
  /** Further ones for the scorecard. */
  figures: Record<string, number>;
  startedAt: number;
}

/** Each form counts once, however many pages have it. */
function formsOf(states: AppState[]): number {
  const told = states.flatMap((state) =>
    state.snapshot.forms.map(
      (form) => `${form.method} ${form.action} ${form.fields.map((field) => field.nameAttr ?? field.label).join()}`,
    ),
  );
  return new Set(told).size;
}

/** States of the outside, but for those that look the same inside; their keys tell them apart from all others. */
function outsideStates({ exploration, outside }: Explored, inside: AppState[]): AppState[] {
  const known = new Set(inside.map(({ key }) => key));
  return outside.flatMap(({ url, ...state }) => {
    const template = exploration.frontier.template(url);
    const key = `${template}#${state.snapshot.structureHash}`;
    if (known.has(key)) return [];
    known.add(key);
    return [{ ...state, key: `${key}#signed-out`, template, depth: 0, samples: [state.path], signedOut: true }];
  });
}

/** Each once, and not without end. */
export const told = (notes: readonly string[]): string[] => [...new Set(notes)].slice(0, mostNotes);

/** The model of all that was read. */
export async function conclude(explored: Explored): Promise<AppModel> {
  const { exploration, context, guard, input, startedAt } = explored;
  const budget = `time budget of ${Math.round(input.limits.discoveryMs / 1000)} s reached`;
  const { skipped, unread } = exploration.frontier.leftOver(budget);
  for (const { path, reason } of skipped) exploration.skip(path, reason);
  const checked = await checkLinks(context.request, unread, {
    most: mostLinkChecks,
    untilMs: startedAt + input.limits.discoveryMs + 5_000,
    note: (text) => void explored.notes.push(text),
  });
  checked.forEach(exploration.findings.add);
  const open = await checkHardening(context, input.url, (text) => void explored.notes.push(text));
  open.forEach(exploration.findings.add);
  const inside = refile(exploration.file.list(), (template) => foldSlug(template, exploration.frontier.slugs()));
  const states = [...inside, ...outsideStates(explored, inside)];
  const uses = guard.foreignOrigins();
  const durationMs = Math.round(performance.now() - startedAt);
  const { pagesRead } = exploration.count;
  return {
    schemaVersion: 1,
    url: input.url,
    origins: input.origins,
    proposedOrigins: Object.keys(uses),
    originUses: uses,
    interaction: input.interaction,
    ...(explored.logIn && { logIn: explored.logIn }),
    ...(Object.keys(explored.describes).length > 0 && { describes: explored.describes }),
    states,
    findings: exploration.findings.list(),
    ledger: guard.ledger(),
    coverage: {
      templates: new Set(states.map((state) => state.template)).size,
      states: states.length,
      forms: formsOf(states),
      flows: findFlows(states).size,
    },
    notVisited: [...exploration.notVisited.values()].slice(0, mostNotVisited),
    notes: told(explored.notes),
    scorecard: {
      ...exploration.count,
      logIns: explored.logIns,
      ...explored.figures,
      ...vitalFigures(states, explored.figures['slowness'] ?? 1),
      pagesPerMinute: Math.round((pagesRead * 60_000) / Math.max(1, durationMs)),
    },
    durationMs,
  };
}
