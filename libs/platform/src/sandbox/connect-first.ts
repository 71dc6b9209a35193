import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

const connectTimeoutMs = 10_000;

/** Connects to the first address that answers; throws the last address's error if none does. */
export async function connectFirst(addresses: readonly string[], port: number): Promise<Socket> {
  let failure: unknown = new Error('no address to connect to');
  for (const host of addresses) {
    try {
      return await connectTo(host, port);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** Carries bytes both ways; when one side breaks the other is dropped. */
export function joinSockets(left: Duplex, right: Duplex): void {
  for (const [from, to] of [
    [left, right],
    [right, left],
  ] as const) {
    from.on('error', () => to.destroy());
    from.on('close', () => {
      // After a clean end on both sides `to` may still be flushing; anything else is a break.
      if (!(from.readableEnded && from.writableFinished)) to.destroy();
    });
    from.pipe(to);
  }
}

function connectTo(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, allowHalfOpen: true, timeout: connectTimeoutMs });
    socket.once('timeout', () => socket.destroy(new Error(`no answer within ${connectTimeoutMs} ms`)));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
