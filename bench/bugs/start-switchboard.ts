import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { unitHeader } from './unit-project.js';

/** One address for many builds: who asks says for which. Each is asked under the name that the browser used. */
export interface Switchboard {
  origin: string;
  close(): Promise<void>;
}

/** A request of one unit, as it came. */
export interface Heard {
  unit: string;
  method: string;
  /** With its query. */
  path: string;
}

/** Who says nothing, as what logs in for all tests, is given `portOf('')`. */
export async function startSwitchboard({
  portOf,
  onRequest,
}: {
  portOf: (build: string) => number | undefined;
  onRequest: (heard: Heard) => void;
}): Promise<Switchboard> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    const unit = String(incoming.headers[unitHeader] ?? '');
    onRequest({ unit, method: incoming.method ?? 'GET', path: incoming.url ?? '/' });
    const port = portOf(unit.split('-')[0] ?? '');
    if (port === undefined) return outgoing.destroy();
    passOn(incoming, outgoing, port);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The switchboard has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function passOn(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const { method, url: path, headers } = incoming;
  const asked = request(
    { host: '127.0.0.1', port, method, path, headers: { ...headers, connection: 'close' } },
    (response) => {
      const { connection: _, ...kept } = response.headers;
      outgoing.writeHead(response.statusCode ?? 502, kept);
      response.pipe(outgoing);
    },
  );
  // Whoever hangs up ends both.
  asked.on('error', () => outgoing.destroy());
  outgoing.on('close', () => asked.destroy());
  incoming.pipe(asked);
}
