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
