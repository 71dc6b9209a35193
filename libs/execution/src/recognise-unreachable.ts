import type { Attempt } from './runner-event.js';

const noConnection = /net::ERR_(CONNECTION_\w+|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ADDRESS_\w+|EMPTY_RESPONSE|INTERNET_DISCONNECTED|NETWORK_\w+|TUNNEL_CONNECTION_FAILED|PROXY_CONNECTION_FAILED|SOCKET_NOT_CONNECTED|TIMED_OUT)/;

/** The browser's own word for why a test got no answer from the app at all; null when it did, or failed otherwise. */
export function unreachableReason({ ok, errors }: Attempt): string | null {
  if (ok) return null;
  const found = errors.map(({ message }) => noConnection.exec(message)?.[0]).find((reason) => reason !== undefined);
  return found ?? null;
}
