import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';

export interface LogInAppOptions {
  user: string;
  password: string;
  /** Key of the one-time codes, if the form asks for one. */
  totpKey?: Buffer;
  /** Every answer gives a new session and ends the one before, and a tab that saw no log-in shows nothing: no copy is worth anything. */
  endsCopies?: boolean;
  /** `user:password` that each request must carry. */
  basic?: string;
  /** A header field that each request must carry. */
  header?: { name: string; value: string };
  /** Where `/leave` leads. */
  elsewhere?: string;
}

export interface LogInApp {
  url: string;
  /** Header fields of each request, with `:path`. */
  seen: Record<string, string>[];
  logIns(): number;
  close(): Promise<void>;
}

const page = (body: string): string =>
  `<!doctype html><html lang="en"><title>Fixture</title><link rel="icon" href="data:,"><body>${body}</body></html>`;

/** A small app behind a log-in form; its `/meet` answers a session once another asks for it too. */
export async function openLogInApp(options: LogInAppOptions): Promise<LogInApp> {
  const sessions = new Set<string>();
  const meeting = new Set<string>();
  const seen: Record<string, string>[] = [];
  let logIns = 0;
  const newSession = (response: ServerResponse): void => {
    const id = randomUUID();
    sessions.add(id);
    response.setHeader('set-cookie', `sid=${id}; Path=/; HttpOnly`);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://app').pathname;
    seen.push({ ':path': path, ...(request.headers as Record<string, string>) });
    const end = (status: number, body: string) => response.writeHead(status, { 'content-type': 'text/html' }).end(body);
    const go = (to: string) => response.writeHead(302, { location: to }).end();
    if (!isLetIn(request, options)) {
      response.setHeader('www-authenticate', 'Basic realm="staging"');
      return void end(options.basic ? 401 : 403, page('<h1>Closed</h1>'));
    }
    if (path === '/leave') return void go(options.elsewhere ?? '/');
    if (path === '/login' && request.method === 'POST') {
      if (!isRight(await bodyOf(request), options))
        return void end(200, page('<p role="alert">Wrong</p>' + form(options)));
      logIns += 1;
      newSession(response);
      return void go('/?fresh');
    }
    const id = /sid=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    if (path === '/login') return void end(200, page(form(options)));
    if (!sessions.has(id)) return void go('/login');
    if (path === '/meet') {
      meeting.add(id);
      await vi.waitUntil(() => meeting.size > 1, { timeout: 10_000 });
    }
    if (options.endsCopies) {
      sessions.delete(id);
      newSession(response);
    }
    return void end(200, page(options.endsCopies ? tabBound : '<h1>Welcome</h1><button>Log out</button>'));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    logIns: () => logIns,
    close: () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

const tabBound = `<h1>Welcome</h1><script>
  if (location.search === '?fresh') sessionStorage.setItem('tab', 'inside');
  if (sessionStorage.getItem('tab')) document.body.append(Object.assign(document.createElement('button'), { textContent: 'Log out' }));
</script>`;

const form = ({ totpKey }: LogInAppOptions): string =>
  `<h1>Log in</h1><form method="post" action="/login"><label>User <input name="user"></label>
  <label>Password <input name="password" type="password"></label>
  ${totpKey ? '<label>Code <input name="code"></label>' : ''}<button>Log in</button></form>`;

function isLetIn({ headers }: IncomingMessage, { basic, header }: LogInAppOptions): boolean {
  const wanted = basic && `Basic ${Buffer.from(basic).toString('base64')}`;
  return (!wanted || headers.authorization === wanted) && (!header || headers[header.name] === header.value);
}

function isRight(fields: URLSearchParams, { user, password, totpKey }: LogInAppOptions): boolean {
  const codes = totpKey ? [-1, 0, 1].map((drift) => codeAt(totpKey, Math.floor(Date.now() / 30_000) + drift)) : [''];
  return fields.get('user') === user && fields.get('password') === password && codes.includes(fields.get('code') ?? '');
}

/** RFC 4226, written down a second time: what is tested shall not test itself. */
function codeAt(key: Buffer, counter: number): string {
  const moving = Buffer.from(counter.toString(16).padStart(16, '0'), 'hex');
  const hash = createHmac('sha1', key).update(moving).digest();
  const start = (hash[19] ?? 0) & 15;
  const number = parseInt(hash.subarray(start, start + 4).toString('hex'), 16) & 0x7fffffff;
  return `00000${number}`.slice(-6);
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
