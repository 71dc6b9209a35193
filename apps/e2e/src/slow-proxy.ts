import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SlowProxy {
  url: string;
  /** From now on it passes on at once. */
  hurry(): void;
  close(): Promise<void>;
}

/** Stands before an app and keeps every request for a page waiting for a while, as a far or busy server does. */
export async function slowDown(
  target: string,
  { delayMs, port }: { delayMs: number; port: number },
): Promise<SlowProxy> {
  let delay = delayMs;
  const server = createServer((request, response) => {
    const { method, headers, url = '/' } = request;
    const passOn = (): void => {
      const asked = ask(new URL(url, target), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      asked.on('error', (error) => response.destroy(error));
      request.pipe(asked);
    };
    if (headers.accept?.includes('text/html')) setTimeout(passOn, delay);
    else passOn();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hurry: () => void (delay = 0),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
