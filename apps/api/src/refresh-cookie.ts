import type { FastifyReply, FastifyRequest } from 'fastify';

const path = '/api/v1/auth';

/** Browsers send a host's cookies to every port of it; the port in the name keeps two installations apart. */
const nameFor = (publicUrl: string): string => `testforge_${new URL(publicUrl).port || 'session'}`;

const cookie = (publicUrl: string, value: string, maxAgeS: number): string =>
  [
    `${nameFor(publicUrl)}=${value}`,
    `Path=${path}`,
    `Max-Age=${maxAgeS}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(publicUrl.startsWith('https:') ? ['Secure'] : []),
  ].join('; ');

/** Gives the browser its half of the refresh token. */
export const setRefreshCookie = (reply: FastifyReply, publicUrl: string, secret: string, maxAgeS: number): void =>
  void reply.header('set-cookie', cookie(publicUrl, secret, maxAgeS));

export const clearRefreshCookie = (reply: FastifyReply, publicUrl: string): void =>
  void reply.header('set-cookie', cookie(publicUrl, '', 0));

/** The browser's half of the refresh token, or an empty text. */
export function readRefreshCookie(request: FastifyRequest, publicUrl: string): string {
  const wanted = `${nameFor(publicUrl)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length) ?? '';
}
