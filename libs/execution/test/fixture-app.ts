import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const page = (body: string): string =>
  `<!doctype html><html lang="en"><title>Fixture</title><body>${body}</body></html>`;

const pages: Record<string, string> = {
  '/': page(`<h1>Welcome</h1><button onclick="this.textContent='Saved'">Save</button><p data-testid="total">$ 5</p>
    <form method="post" action="/orders/17/items"><label>Name <input name="name"></label><button>Send</button></form>
    <iframe srcdoc="<button>Within</button>"></iframe>`),
  '/login': page(
    `<h1>Outside</h1><form method="post" action="/login"><label>Password <input name="password" type="password"></label><button>Log in</button></form>`,
  ),
  '/slow': page('<form method="post" action="/slow"><button>Send</button></form>'),
  '/late': page('<h1>Wait</h1><script src="/late.js" defer></script>'),
  '/dozing': page(
    '<h1>Wait</h1><script>setTimeout(() => { document.querySelector("h1").textContent = "There"; }, 11_000);</script>',
  ),
  '/hang': page('<h1>Busy</h1><button>Wait</button><script>addEventListener("click", () => { for (;;) {} })</script>'),
};

async function letIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const given = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('password');
  response
    .writeHead(
      302,
      given === appPassword ? { location: '/private', 'set-cookie': 'sid=ada; Path=/' } : { location: '/login' },
    )
    .end();
}

/** How long what `/late` shows takes to come, in milliseconds. */
const lateMs = 14_000;

/** How long `/slow` takes to answer what it is sent, in milliseconds. */
export const slowMs = 12_000;

/** Opens `/private`. */
export const appPassword = 'open sesame & more';

/** A small app for the tests inside the sandbox; the log of requests is for the specs. */
export async function openFixtureApp(): Promise<{ url: string; seen: string[]; close(): Promise<void> }> {
  const seen: string[] = [];
  let asked = 0;
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    seen.push(`${request.method} ${path}`);
    if (path === '/flaky') asked += 1;
    if (path === '/private' && request.headers.cookie !== 'sid=ada')
      return void response.writeHead(302, { location: '/login' }).end();
    if (path === '/private')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(page('<h1>Inside</h1>'));
    if (path === '/login' && request.method === 'POST') return void letIn(request, response);
    if (path === '/late.js')
      return void setTimeout(
        () =>
          response
            .setHeader('content-type', 'text/javascript')
            .end('document.querySelector("h1").textContent = "There";'),
        lateMs,
      );
    if (path === '/slow' && request.method === 'POST')
      return void setTimeout(
        () => response.setHeader('content-type', 'text/html').end(page('<h1>At last</h1>')),
        slowMs,
      );
    const body =
      path === '/flaky'
        ? page(asked === 1 ? '<h1>Not yet</h1>' : '<h1>Ready</h1>')
        : request.method === 'POST'
          ? page('<h1>Thank you</h1>')
          : pages[path];
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html' }).end(body ?? page('<h1>Not found</h1>'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections()));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close };
}
