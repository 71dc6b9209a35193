import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, request, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { unitHeader } from '../unit-project.js';
import type { Fault } from './fault.js';
import { createBehaviour, type Answered, type Asked, type Secrets, type Send } from './faulty-server.js';
import { driftScript, type PageDrift } from './page-drifts.js';
import { noticePath, pagePart, pageScript } from './page-script.js';
import type { Exchange } from './traffic.js';

export interface ProxyOptions {
  /** Where the app listens; on this machine. */
  upstream: { host: string; port: number };
  fault: Fault | null;
  /** How pages look different, besides. */
  drifts?: readonly PageDrift[];
  /** The app's own markup is not what the bug was drawn from, or drifts make it so. */
  moved?: boolean;
  secrets: Secrets;
  /** Stands for the session that all tests begin with, where the app is another than the one that gave it. */
  session?: string;
  /** Told of every request that was answered. */
  onExchange?: (exchange: Exchange) => void;
}

export interface FaultyProxy {
  port: number;
  /** How often the bug had its chance with requests that name this unit. */
  fired(unit: string): number;
  close(): Promise<void>;
}

/** An app at another port, with one bug or none. It is asked under the name that the browser used, so it knows of nothing. */
export async function startProxy(options: ProxyOptions): Promise<FaultyProxy> {
  const { upstream, fault, drifts = [], moved = drifts.length > 0, secrets, session, onExchange } = options;
  const fired = new Map<string, number>();
  const asking = new AsyncLocalStorage<string>();
  const met = (): void => {
    const unit = asking.getStore() ?? '';
    fired.set(unit, (fired.get(unit) ?? 0) + 1);
  };
  const inside: Secrets = session === undefined ? secrets : { ...secrets, insider: { cookie: session } };
  const behave = createBehaviour(fault, inside, met);
  const part = fault && pagePart(fault);
  const script = (part ? pageScript(part, moved) : '') + (drifts.length > 0 ? driftScript(drifts) : '');
  const send: Send = (asked) => forward(asked, upstream);
  const answer = async (asked: Asked): Promise<Answered> => {
    if (asked.path === noticePath) {
      met();
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    }
    const answered = await behave(asked, send);
    onExchange?.(exchangeOf(asked, answered));
    // Nobody's unit is what logs in for all of them: the last it sends, it sends from inside.
    const { cookie } = asked.headers;
    if (secrets.insider && asking.getStore() === '' && answered.status === 200 && typeof cookie === 'string')
      secrets.insider.cookie = cookie;
    return script ? withScript(answered, script) : answered;
  };
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    const { [unitHeader]: unit, ...headers } = incoming.headers;
    const { method = 'GET', url: path = '/' } = incoming;
    readAll(incoming)
      .then((body) => {
        if (unit !== undefined && session !== undefined && headers.cookie !== undefined)
          headers.cookie = inSession(headers.cookie, secrets.insider?.cookie ?? '', session);
        return asking.run(String(unit ?? ''), () => answer({ method, path, headers, body }));
      })
      .then(({ status, headers, body }) => outgoing.writeHead(status, clean(headers, body)).end(body))
      // The app hung up: so do we.
      .catch(() => outgoing.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  passUpgrades(server, upstream);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    fired: (unit) => fired.get(unit) ?? 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const pairsOf = (cookie: string): string[] => cookie.split(/; */).filter(Boolean);
const nameOf = (pair: string): string => pair.split('=')[0] ?? '';

/** Cookies with those of `shared` replaced by what stands for them here; whoever has a session of their own keeps it. */
export function inSession(cookie: string, shared: string, own: string): string {
  const known = new Set(pairsOf(shared));
  const here = new Map(pairsOf(own).map((pair) => [nameOf(pair), pair]));
  return pairsOf(cookie)
    .map((pair) => (known.has(pair) ? (here.get(nameOf(pair)) ?? pair) : pair))
    .join('; ');
}

/** Answers are read whole and unpacked, since they may have to be changed. */
function forward({ method, path, headers, body }: Asked, upstream: ProxyOptions['upstream']): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { ...upstream, method, path, headers: { ...headers, 'accept-encoding': 'identity', connection: 'close' } },
      (response) => {
        readAll(response).then(
          (bytes) => resolve({ status: response.statusCode ?? 502, headers: response.headers, body: bytes }),
          reject,
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'upgrade']);

const clean = (headers: Answered['headers'], body: Buffer): OutgoingHttpHeaders => ({
  ...Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => value !== undefined && !hopByHop.has(name.toLowerCase())),
  ),
  'content-length': body.length,
});

/** First of all scripts. A page's own policy would not let it in, and is not what is looked at here. */
function withScript({ status, headers, body }: Answered, script: string): Answered {
  if (!String(headers['content-type'] ?? '').includes('text/html')) return { status, headers, body };
  const text = body.toString('utf8');
  const head = /<head[^>]*>/i.exec(text);
  const at = head ? head.index + head[0].length : 0;
  const { 'content-security-policy': _, ...others } = headers;
  return { status, headers: others, body: Buffer.from(text.slice(0, at) + script + text.slice(at)) };
}

const exchangeOf = (asked: Asked, { status, headers, body }: Answered): Exchange => ({
  method: asked.method,
  path: asked.path,
  requestType: String(asked.headers['content-type'] ?? ''),
  requestBody: asked.body,
  status,
  location: typeof headers['location'] === 'string' ? headers['location'] : undefined,
  contentType: String(headers['content-type'] ?? ''),
  body,
});

/** Web sockets go through untouched. */
function passUpgrades(server: Server, { host, port }: ProxyOptions['upstream']): void {
  server.on('upgrade', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    const app = connect(port, host, () => {
      const lines = incoming.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []));
      app.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      app.write(head);
      app.pipe(client).pipe(app);
    });
    for (const socket of [app, client])
      socket.on('error', () => {
        app.destroy();
        client.destroy();
      });
  });
}
