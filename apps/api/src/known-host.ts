import { isIP } from 'node:net';

const nameIn = (host: string): string => URL.parse(`http://${host}`)?.hostname.replace(/^\[|\]$/g, '') ?? '';

/**
 * Whether a request’s `Host` is one under which people or machines reach this API: its public address, a plain IP address, or
 * a name without a dot (`localhost`, a service in a cluster). A page of a stranger can let its own name point to this machine,
 * and would then be of one origin with us in the eyes of a browser; neither an address nor such a name can be its own.
 * @param host as it came; a request without one is no browser's
 */
export function isKnownHost(host: string | undefined, publicUrl: string): boolean {
  if (host === undefined) return true;
  const name = nameIn(host);
  const isOurs = name === new URL(publicUrl).hostname || name.endsWith('.localhost');
  return isOurs || isIP(name) > 0 || /^[\w-]+$/.test(name);
}
