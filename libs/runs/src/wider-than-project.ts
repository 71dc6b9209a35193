import { InteractionLevel, type HealingPolicy, type RunWishes } from '@testforge/core';
import { defaultInteraction } from './interaction.js';
import type { ProjectRecord } from './projects.js';

/** From what does least to what does most. */
const levels = InteractionLevel.options;
const modes = ['never', 'ask', 'automatic'] as const satisfies HealingPolicy['mode'][];
const thresholds = ['automaticFrom', 'askFrom', 'margin'] as const;

/** What of a run may go beyond the project's own settings. */
export type Widened = 'interaction' | 'origins' | 'healing' | 'probes';

/**
 * What of these wishes goes beyond what the project's owner set: a higher interaction level, an origin that is not the
 * project's, a healing policy that heals more, security probes. What is narrower, or not said, is nothing.
 */
export function widerThan(
  project: Pick<ProjectRecord, 'baseUrl' | 'interaction' | 'origins' | 'healing' | 'settings'>,
  asked: Wishes,
) {
  const { interaction, origins = [], healing = {} } = asked;
  const isOwn = new URL(asked.url).origin === new URL(project.baseUrl).origin;
  const level = isOwn ? project.interaction : defaultInteraction(asked.url);
  const known = new Set([asked.url, ...project.origins].map(originOf));
  const wider: Record<Widened, boolean> = {
    interaction: interaction !== undefined && levels.indexOf(interaction) > levels.indexOf(level),
    origins: origins.some((origin) => !known.has(originOf(origin))),
    healing: healsMore(project.healing, healing),
    probes: asked.probes === 'on' && !(isOwn && project.settings.probes === 'on'),
  };
  return (Object.keys(wider) as Widened[]).filter((name) => wider[name]);
}

type Wishes = Pick<RunWishes, 'url' | 'interaction' | 'origins' | 'healing' | 'probes'>;

const originOf = (address: string): string => URL.parse(address)?.origin ?? address;

const healsMore = (held: HealingPolicy, { mode = held.mode, ...asked }: Partial<HealingPolicy>): boolean =>
  modes.indexOf(mode) > modes.indexOf(held.mode) || thresholds.some((name) => (asked[name] ?? held[name]) < held[name]);
