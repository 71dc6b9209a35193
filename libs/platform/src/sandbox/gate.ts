import { isIP } from 'node:net';
import { isPermittedAddress, type AddressRule } from './address-rules.js';
import { hostPort } from './origins.js';
import type { RefusedConnection } from './types.js';

/** Decides, for one run, which host and port may be reached and at which addresses. */
export interface Gate {
  /** The permitted addresses, or null when refused; a name is resolved once and keeps its first answer. */
  admit(host: string, port: number): Promise<string[] | null>;
  refused(): RefusedConnection[];
}

export interface GateDeps {
  allowed: ReadonlySet<string>;
  rule: AddressRule;
  resolve: (host: string) => Promise<string[]>;
}

export function createGate({ allowed, rule, resolve }: GateDeps): Gate {
  const pinned = new Map<string, Promise<string[]>>();
  const refusals = new Map<string, RefusedConnection>();

  function resolveOnce(host: string): Promise<string[]> {
    const known = pinned.get(host);
    if (known !== undefined) return known;
    const answer = isIP(host) === 0 ? resolve(host) : Promise.resolve([host]);
    pinned.set(host, answer);
    // A failed look-up is no answer to keep.
    answer.catch(() => pinned.delete(host));
    return answer;
  }

  function refuse(host: string, port: number): null {
    const key = hostPort(host, port);
    const count = (refusals.get(key)?.count ?? 0) + 1;
    // The keys are a stranger's: a page that asks for endless names must not fill our memory.
    if (count > 1 || refusals.size < 1000) refusals.set(key, { host, port, count });
    return null;
  }

  return {
    async admit(host, port) {
      if (!allowed.has(hostPort(host, port))) return refuse(host, port);
      const addresses = (await resolveOnce(host)).filter((address) => isPermittedAddress(address, port, rule));
      return addresses.length > 0 ? addresses : refuse(host, port);
    },
    refused: () => [...refusals.values()],
  };
}
