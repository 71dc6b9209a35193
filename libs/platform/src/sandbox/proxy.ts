import {
  Agent,
  createServer,
  request as requestOf,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { connectFirst, joinSockets } from './connect-first.js';
import type { Gate } from './gate.js';

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** An HTTP proxy (CONNECT and absolute form) that asks the gate about every request, so also about each redirect. */
export function createProxy(gate: Gate): Server {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const server = createServer((request, response) => {
    void forward(gate, agent, request, response).catch((error: unknown) => answer(response, 502, reasonOf(error)));
  });
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on('error', () => client.destroy());
    void tunnel(gate, request, client, head).catch((error: unknown) =>
      client.end(`HTTP/1.1 502 Bad Gateway\r\n\r\n${reasonOf(error)}`),
    );
  });
  server.on('close', () => agent.destroy());
  return server;
}

async function tunnel(gate: Gate, request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
  const target = parseTarget(`http://${request.url ?? ''}`);
  const addresses = target && (await gate.admit(target.host, target.port));
  if (!target || !addresses) {
    client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  const upstream = await connectFirst(addresses, target.port);
  client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  upstream.write(head);
  joinSockets(client, upstream);
}

async function forward(gate: Gate, agent: Agent, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = parseTarget(request.url ?? '');
  const addresses = target && (await gate.admit(target.host, target.port));
  if (!target || !addresses) return answer(response, 403, 'this origin is not allowed in the sandbox');
  const upstream = requestOf({
    agent,
    host: addresses[0],
    port: target.port,
    method: request.method,
    path: target.url.pathname + target.url.search,
    // The name that was checked is the name the server sees, whatever the client wrote.
    headers: { ...withoutHopByHop(request), host: target.url.host },
    setHost: false,
  });
  upstream.on('response', (reply) => {
    response.writeHead(reply.statusCode ?? 502, endToEndHeaders(reply.rawHeaders));
    reply.on('error', () => response.destroy()).pipe(response);
  });
  upstream.on('error', (error) => answer(response, 502, reasonOf(error)));
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

function parseTarget(text: string): { url: URL; host: string; port: number } | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:') return null;
  return { url, host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? 80 : Number(url.port) };
}

function withoutHopByHop(request: IncomingMessage): Record<string, string | string[] | undefined> {
  return Object.fromEntries(Object.entries(request.headers).filter(([name]) => !hopByHop.has(name)));
}

function endToEndHeaders(raw: readonly string[]): string[] {
  return raw.filter((_, index) => !hopByHop.has((raw[index - (index % 2)] ?? '').toLowerCase()));
}

function answer(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreachable';
}
