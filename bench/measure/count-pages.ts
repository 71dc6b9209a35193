import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PageCounter {
  url: string;
  /** The addresses that a browser loaded as a page and got an answer for, each once, in order. */
  pages(): string[];
  forget(): void;
  close(): Promise<void>;
}

/** Stands before an app and notes which pages are loaded; everything goes through as it is. */
export async function countPages(target: string): Promise<PageCounter> {
  const seen = new Set<string>();
  const { hostname, port } = new URL(target);
  const server: Server = createServer((asked, answer) => {
    const { url: path = '/', method, headers } = asked;
    const passed = request({ hostname, port, path, method, headers }, (response) => {
      const isPage = headers['sec-fetch-dest'] === 'document' && method === 'GET';
      if (isPage && (response.statusCode ?? 0) < 300) seen.add(path);
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.on('error', () => answer.writeHead(502).end());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: () => [...seen],
    forget: () => seen.clear(),
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}
