import type { Access } from '@testforge/core';

const secretParameter =
  /([?&;](?:[\w.[\]%-]*[_.[-])?(?:(?:user|new|old|my)?passw(?:or)?d|pass|pwd|passphrase|passcode|secret|otp|totp|token|api_?key|access_?key|signature)(?:[\]%\d_.-][\]%\w.-]{0,6})?=)[^&#\s"'<>]+/gi;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A form that sends by GET writes what was typed into the address; this takes it out again, wherever an address stands. */
export function createRedaction({ password, totpSecret, roles = {} }: Access): (text: string) => string {
  const further = Object.values(roles).flatMap((role) => [role.password, role.totpSecret]);
  const typed = [password, totpSecret, ...further]
    .filter((secret) => secret !== undefined && secret !== '')
    .flatMap((secret = '') => [
      encodeURIComponent(secret),
      new URLSearchParams({ a: secret }).toString().slice(2),
      secret,
    ]);
  const inAddress = typed.length
    ? new RegExp(`([?&;][^=&#\\s]{1,100}=)(?:${[...new Set(typed)].map(escape).join('|')})(?=[&#\\s"'<>]|$)`, 'g')
    : null;
  return (text) => {
    if (!text.includes('=')) return text;
    const named = text.replace(secretParameter, '$1redacted');
    return inAddress ? named.replace(inAddress, '$1redacted') : named;
  };
}

/** The same document with every text redacted. */
export function redactAll<T>(value: T, redact: (text: string) => string): T {
  if (typeof value === 'string') return redact(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => redactAll(each, redact)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [redact(key), redactAll(each as unknown, redact)]),
  ) as T;
}
