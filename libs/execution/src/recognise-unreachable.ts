import type { Attempt } from './runner-event.js';

const noConnection =
  /net::ERR_(CONNECTION_\w+|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ADDRESS_\w+|EMPTY_RESPONSE|INTERNET_DISCONNECTED|NETWORK_\w+|TUNNEL_CONNECTION_FAILED|PROXY_CONNECTION_FAILED|SOCKET_NOT_CONNECTED|TIMED_OUT)/;

const noAnswer = /page\.goto: Timeout \d+ms exceeded/;

/**
 * Why a test got no answer from the app at all, in the browser's own word; null when it did, or failed otherwise.
 * One call that went well shows that the app was there.
 */
export function unreachableReason({ ok, errors, calls }: Attempt): string | null {
  if (ok || calls.some((call) => call.ok)) return null;
  const found = errors.map(
    ({ message }) => noConnection.exec(message)?.[0] ?? (noAnswer.test(message) ? 'no answer in time' : undefined),
  );
  return found.find((reason) => reason !== undefined) ?? null;
}
