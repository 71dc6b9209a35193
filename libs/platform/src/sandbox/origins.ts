import { isIPv4, isIPv6 } from 'node:net';
import { AppError } from '@testforge/core';
import { classifyAddress, isPermittedAddress, type AddressRule } from './address-rules.js';

/** A loopback address inside whose connections go to the first of `targets` that answers outside. */
export interface Forward {
  bind: string;
  port: number;
  targets: string[];
}

/** Loopback origins are forwarded under their own address; all others pass the proxy as `host:port`. */
export interface OriginPlan {
  forwards: Forward[];
  proxied: Set<string>;
}

/** Sorts the allowed origins by the way they are reached. Throws on origins that no policy could permit. */
export function planOrigins(origins: readonly string[], rule: AddressRule): OriginPlan {
  const forwards = new Map<string, Forward>();
  const proxied = new Set<string>();
  for (const origin of origins) {
    const { host, port } = parseOrigin(origin);
    const binds = loopbackAddresses(host);
    if (binds.length === 0) proxied.add(hostPort(host, port));
    else requireForwardable(origin, port, binds, rule);
    for (const bind of binds) mergeForward(forwards, { bind, port, targets: binds });
  }
  return { forwards: [...forwards.values()], proxied };
}

export function hostPort(host: string, port: number): string {
  return `${host.toLowerCase().replace(/\.$/, '')}:${port}`;
}

function parseOrigin(origin: string): { host: string; port: number } {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new AppError('invalid', 'sandbox.bad_job', `not an http(s) origin: ${origin}`);
  }
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return { host: url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, ''), port };
}

function loopbackAddresses(host: string): string[] {
  // Browsers resolve every name under .localhost to loopback themselves.
  if (host === 'localhost' || host.endsWith('.localhost')) return ['127.0.0.1', '::1'];
  if ((isIPv4(host) || isIPv6(host)) && classifyAddress(host) === 'loopback') return [host];
  return [];
}

function requireForwardable(origin: string, port: number, binds: readonly string[], rule: AddressRule): void {
  if (!binds.every((address) => isPermittedAddress(address, port, rule))) {
    throw new AppError('forbidden', 'sandbox.origin_refused', `the sandbox may not reach ${origin}`, {
      details: { origin, policy: rule.policy },
    });
  }
  if (port < 1024) {
    throw new AppError(
      'invalid',
      'sandbox.bad_job',
      `${origin}: on loopback the sandbox serves ports from 1024 up; run the app on a higher port`,
    );
  }
}

function mergeForward(forwards: Map<string, Forward>, added: Forward): void {
  const key = `${added.bind} ${added.port}`;
  const targets = [...(forwards.get(key)?.targets ?? []), ...added.targets];
  forwards.set(key, { ...added, targets: [...new Set(targets)] });
}
