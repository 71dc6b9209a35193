import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const page = (body: string): string =>
  `<!doctype html><html lang="en"><title>Fixture</title><body>${body}</body></html>`;

const pages: Record<string, string> = {
  '/': page(`<h1>Welcome</h1><button onclick="this.textContent='Saved'">Save</button><p data-testid="total">$ 5</p>
    <form method="post" action="/orders/17/items"><label>Name <input name="name"></label><button>Send</button></form>
    <iframe srcdoc="<button>Within</button>"></iframe>`),
  '/hang': page('<h1>Busy</h1><button>Wait</button><script>addEventListener("click", () => { for (;;) {} })</script>'),
};

/** A small app for the tests inside the sandbox; the log of requests is for the specs. */
export async function openFixtureApp(): Promise<{ url: string; seen: string[]; close(): Promise<void> }> {
  const seen: string[] = [];
  let asked = 0;
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    seen.push(`${request.method} ${path}`);
    if (path === '/flaky') asked += 1;
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
