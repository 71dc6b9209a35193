import type { Access, FailureSnapshot } from '@testforge/core';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { withoutSessions } from './redact-session.js';
import { withoutTokens, withoutTokensInAddress } from './redact-tokens.js';
import type { Attempt } from './runner-event.js';

/** Takes what tests log in with out of what is kept of a failure. */
export interface Redact {
  text(text: string): string;
  /** Errors and their stacks; a call that failed tells what it was to type. */
  attempt(attempt: Attempt): Attempt;
  /** What was typed, addresses, console; what stands on the page is evidence and stays. */
  snapshot(snapshot: FailureSnapshot): FailureSnapshot;
  /** A recording with everything in it, but for sessions, tokens and keys; null where it cannot be read. */
  trace(zip: Uint8Array): Uint8Array | null;
}

const mask = '•••';
/** A shorter one may be part of any word; it is only taken out where it stands by itself in quotes. */
const leastLength = 6;

export function createRedact(access: Access): Redact {
  const secrets = secretsOf(access);
  const spellings = [...new Set(secrets.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
  const text = (value: string): string =>
    withoutTokensInAddress(spellings.reduce((rest, spelling) => rest.replaceAll(spelling, mask), value));
  return {
    text,
    attempt: (attempt) => ({
      ...attempt,
      errors: attempt.errors.map((error) => ({ ...error, message: text(error.message), stack: text(error.stack) })),
    }),
    snapshot: (snapshot) => ({
      ...snapshot,
      url: text(snapshot.url),
      requests: snapshot.requests.map((request) => ({ ...request, url: text(request.url) })),
      console: snapshot.console.map((line) => ({ ...line, text: text(line.text) })),
      pageErrors: snapshot.pageErrors.map(text),
      ...(snapshot.thrownOn && { thrownOn: snapshot.thrownOn.map(text) }),
      page: {
        ...snapshot.page,
        elements: snapshot.page.elements.map((element) =>
          element.value !== undefined && secrets.includes(element.value) ? { ...element, value: mask } : element,
        ),
      },
    }),
    trace: (zip) => redactZip(zip, spellings),
  };
}

/** The user's name is none: it stands on pages, and tests read it there. */
const secretsOf = ({ password, totpSecret, basic, headers, storageState, roles }: Access): string[] =>
  [
    password,
    totpSecret,
    ...Object.values(roles ?? {}).flatMap((role) => [role.password, role.totpSecret]),
    basic?.password,
    basic && Buffer.from(`${basic.user}:${basic.password}`).toString('base64'),
    ...Object.values(headers ?? {}),
    ...(storageState?.cookies.map(({ value }) => value) ?? []),
    ...(storageState?.origins.flatMap(({ localStorage }) => localStorage.map(({ value }) => value)) ?? []),
  ].flatMap((secret) => secret || []);

function spellingsOf(secret: string): string[] {
  const inJson = JSON.stringify(secret);
  if (secret.length < leastLength) return [inJson];
  return [
    secret,
    inJson.slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
  ];
}

function redactZip(zip: Uint8Array, spellings: readonly string[]): Uint8Array | null {
  try {
    const entries = Object.entries(unzipSync(zip)).map(
      ([name, bytes]) => [name, redactBytes(withoutOpeners(name, bytes), spellings)] as const,
    );
    return zipSync(Object.fromEntries(entries), { level: 1 });
  } catch {
    return null;
  }
}

const picture = /\.(jpe?g|png|gif|webp|avif|ico|woff2?|ttf|webm|mp4)$/i;

/** Bodies without tokens, lines of the recording without sessions as well. */
function withoutOpeners(name: string, bytes: Uint8Array): Uint8Array {
  if (picture.test(name)) return bytes;
  return withoutTokens(/\.(trace|network)$/.test(name) ? Buffer.from(withoutSessions(strFromU8(bytes))) : bytes);
}

/** Byte for byte, so that pictures stay whole. */
function redactBytes(bytes: Uint8Array, spellings: readonly string[]): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = spellings.filter((spelling) => buffer.includes(spelling));
  if (found.length === 0) return bytes;
  const replaced = found.reduce(
    (rest, spelling) => rest.replaceAll(latin1(spelling), latin1(mask)),
    strFromU8(bytes, true),
  );
  return Buffer.from(replaced, 'latin1');
}

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
