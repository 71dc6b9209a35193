export interface ScopeRules {
  origins: string[];
  include: string[];
  exclude: string[];
}

const escape = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** A pattern is a prefix of the path, or a glob: `*` within one segment, `**` across them. */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.startsWith('/') || pattern.startsWith('*') ? pattern : `/${pattern}`;
  if (!wanted.includes('*'))
    return (
      path === wanted ||
      path.startsWith(wanted.endsWith('/') ? wanted : `${wanted}/`) ||
      path.startsWith(`${wanted}?`) ||
      path.startsWith(`${wanted}#`)
    );
  const source = wanted
    .split('**')
    .map((part) => part.split('*').map(escape).join('[^/?#]*'))
    .join('.*');
  return new RegExp(`^${source}$`).test(path) || new RegExp(`^${source}$`).test(path.split(/[?#]/)[0] ?? path);
}

/** Endings that are not pages. */
const fileEnding =
  /\.(pdf|zip|gz|tgz|rar|7z|exe|dmg|pkg|msi|apk|iso|docx?|xlsx?|pptx?|odt|ods|epub|mobi|csv|tsv|xml|rss|atom|json|txt|ics|vcf|mp[34]|m4a|wav|ogg|avi|mov|webm|jpe?g|png|gif|svg|webp|avif|ico|css|js|mjs|map|woff2?|ttf|eot)$/i;

/** Parameters that let in whoever has the address: such an address must not get into any document. */
const keyParameter = /^(.*[_-])?(token|api_?key|access_?key|secret|sig|signature)$/i;

/** Why an address is not opened; null when it may be. */
export function refusalOf(address: string, rules: ScopeRules): string | null {
  if (!URL.canParse(address)) return 'not an address';
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return `${url.protocol} address`;
  if (!rules.origins.includes(url.origin)) return 'another origin';
  if (fileEnding.test(url.pathname)) return 'a file, not a page';
  if ([...url.searchParams].some(([name, value]) => keyParameter.test(name) && value.length >= 16))
    return 'its address holds a key';
  const path = url.pathname + url.search + url.hash;
  if (rules.exclude.some((pattern) => matchesPath(pattern, path))) return 'excluded';
  if (rules.include.length && !rules.include.some((pattern) => matchesPath(pattern, path))) return 'not included';
  return null;
}
