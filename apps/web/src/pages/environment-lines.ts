import type { Project } from '../api.js';

type Environments = Project['environments'];

/** One environment a line, its name before its address; a line with an address alone is named by its host. */
export const toEnvironments = (lines: string): Environments =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, name = '', baseUrl = ''] = /^(.*?)\s*(\S+)$/.exec(line) ?? [];
      return { name: name || (URL.parse(baseUrl)?.host ?? baseUrl), baseUrl };
    });

export const environmentLines = (environments: Environments): string =>
  environments.map(({ name, baseUrl }) => `${name} ${baseUrl}`).join('\n');
