/**
 * Where to go after signing in: a path of this dashboard, or its first page. What a link says must not lead elsewhere, however
 * it is written (`//evil.example`, `/\evil.example`, `/.//evil.example`).
 */
export function ownPath(to: string | undefined, origin: string): string {
  const url = to?.startsWith('/') ? URL.parse(to, origin) : null;
  if (!url || url.origin !== origin || url.pathname.startsWith('//')) return '/projects';
  return `${url.pathname}${url.search}${url.hash}`;
}
