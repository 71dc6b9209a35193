import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  method: string;
  url: URL;
  body: string;
  cookies: Record<string, string>;
  headers: IncomingMessage['headers'];
}

export interface ServedFixture {
  url: string;
  port: number;
  /** `GET /about` and the like, in order of arrival. */
  hits: string[];
  close(): Promise<void>;
}

export const page = (title: string, body: string, lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;

export const html = (response: ServerResponse, body: string, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);

export const redirect = (response: ServerResponse, to: string, headers: Record<string, string> = {}): void =>
  void response.writeHead(302, { location: to, ...headers }).end();

const cookiesOf = (header = ''): Record<string, string> =>
  Object.fromEntries(header.split(/;\s*/).map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']));

/** A server on a free loopback port that answers as it is told. */
export async function serveFixture(answer: (asked: Asked, response: ServerResponse) => void): Promise<ServedFixture> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    void text(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://app');
      const { method = 'GET', headers } = request;
      answer({ method, url, body, cookies: cookiesOf(headers.cookie), headers }, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    hits,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
