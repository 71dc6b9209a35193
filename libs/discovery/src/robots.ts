export interface RobotsRule {
  allow: boolean;
  pattern: RegExp;
  length: number;
}

const toPattern = (path: string): RegExp =>
  new RegExp(
    `^${path
      .replace(/[.+?^{}()|[\]\\]/g, '\\$&')
      .replace(/\$(?!$)/g, '\\$')
      .replaceAll('*', '.*')}`,
  );

/**
 * The rules of a robots.txt that hold for us: the group that names `testforge`, else the one for `*` (RFC 9309).
 */
export function parseRobots(text: string): RobotsRule[] {
  const groups: { agents: string[]; rules: RobotsRule[] }[] = [];
  let inAgents = false;
  for (const line of text.split(/\r?\n/)) {
    const [, field = '', value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line) ?? [];
    const name = field.toLowerCase();
    const path = value.trim();
    if (name === 'user-agent') {
      if (!inAgents) groups.push({ agents: [], rules: [] });
      groups.at(-1)?.agents.push(path.toLowerCase());
      inAgents = true;
    } else if (name === 'allow' || name === 'disallow') {
      inAgents = false;
      if (path) groups.at(-1)?.rules.push({ allow: name === 'allow', pattern: toPattern(path), length: path.length });
    }
  }
  const named = groups.filter((group) => group.agents.includes('testforge'));
  return (named.length ? named : groups.filter((group) => group.agents.includes('*'))).flatMap((group) => group.rules);
}

/** The longest matching rule decides; where two are equally long, the one that allows. */
export function isAllowedByRobots(path: string, rules: RobotsRule[]): boolean {
  const matching = rules.filter((rule) => rule.pattern.test(path));
  const longest = Math.max(0, ...matching.map((rule) => rule.length));
  const decisive = matching.filter((rule) => rule.length === longest);
  return decisive.length === 0 || decisive.some((rule) => rule.allow);
}

/**
 * Whether the address lies on this machine or in a private network: there whoever starts us is the owner, and a
 * robots.txt written for search engines is none of their business.
 */
export function isAtHome(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    /^(localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|::1|f[cd][0-9a-f]{2}:[0-9a-f:]*)$/.test(
      host,
    ) ||
    /\.(localhost|local|internal|lan|home\.arpa|test)$/.test(host) ||
    !/[.:]/.test(host)
  );
}

/** Addresses of site maps that a robots.txt names. */
export const sitemapsOf = (text: string): string[] =>
  [...text.matchAll(/^\s*sitemap\s*:\s*(\S+)/gim)].map((match) => match[1] ?? '');
