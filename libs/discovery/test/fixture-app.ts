import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FixtureApp {
  url: string;
  port: number;
  /** `GET /about` and the like, in order of arrival. */
  hits: string[];
  close(): Promise<void>;
}

const layout = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav aria-label="Main"><a href="/">Home</a> <a href="/about">About</a> <a href="/login">Log in</a> <a href="/product/1">First</a></nav><main><h1>${title}</h1>${body}</main></body></html>`;

const home = layout(
  'Home',
  `<ul>${[1, 2, 3, 4, 5].map((id) => `<li><a href="/product/${id}?utm_source=home">Product ${id}</a></li>`).join('')}</ul>
<ul>${['dune', 'emma', 'ulysses', 'walden', 'persuasion'].map((slug) => `<li><a href="/books/${slug}">${slug}</a></li>`).join('')}</ul>
<p><a href="/tabs">Tabs</a> <a href="/broken">Broken</a> <a href="/missing">Missing page</a> <a href="/busy">Busy</a> <a href="/evil">Evil</a></p>
<p><a href="/logout">Log out</a> <a href="/abmelden">Abmelden</a> <a href="/admin/delete?id=1">Delete it</a> <a href="/private/area">Private</a> <a href="/report.pdf">Report</a> <a href="mailto:a@b.example">Mail</a> <a href="https://elsewhere.example/">Elsewhere</a> <a href="/skipped/page">Skipped</a></p>`,
);

const tabs = `<div role="tablist"><button role="tab" aria-selected="true" id="t1">One</button><button role="tab" aria-selected="false" id="t2">Two</button></div>
<div id="p1" role="tabpanel" aria-label="One"><p>First panel</p></div><div id="p2" role="tabpanel" aria-label="Two" hidden><form action="/subscribe" method="post"><label>Mail <input name="mail" type="email" required></label><button>Subscribe</button></form></div>
<button aria-haspopup="dialog" id="open">Help</button><dialog id="help"><h2>Help</h2><ul><li>Call us</li></ul><button>Close</button></dialog>
<script>document.querySelector('#t2').onclick = () => { p1.hidden = true; p2.hidden = false; t2.setAttribute('aria-selected', 'true'); };
document.querySelector('#open').onclick = () => help.showModal();</script>`;

const evil = (
  otherPort: number,
): string => `<p id="loot">waiting</p><img src="http://127.0.0.1:${otherPort}/image"><script>
const targets = ['http://127.0.0.1:${otherPort}/', 'http://169.254.169.254/latest/meta-data/', 'file:///etc/passwd', 'http://[::1]:${otherPort}/'];
Promise.all(targets.map((target) => fetch(target, { mode: 'no-cors', signal: AbortSignal.timeout(1500) }).then(() => 'LOOT', () => 'nothing'))).then((all) => { loot.textContent = 'I got ' + all.join(' '); });
new WebSocket('ws://127.0.0.1:${otherPort}/socket'); window.open('file:///etc/passwd');
</script>`;

const pages: Record<string, (otherPort: number) => string> = {
  '/': () => home,
  '/about': () =>
    layout(
      'About',
      '<p>We sell things.</p><img src="/gone.png" alt="A thing"><form action="/search"><label>Search <input type="search" name="q"></label><button>Go</button></form>',
    ),
  '/login': () =>
    layout(
      'Log in',
      '<form method="post" action="/login"><label>User <input name="user" required></label><label>Password <input type="password" name="password" required></label><button>Log in</button></form>',
    ),
  '/tabs': () => layout('Tabs', tabs),
  '/private/area': () => layout('Private', '<p>Nobody indexes this.</p>'),
  '/busy': () =>
    layout(
      'Busy',
      `<p id="state">Loading</p><button style="color:#bbb;background:#fff"></button><script>fetch('/track', { method: 'POST', body: 'x' }).catch(() => undefined); setTimeout(() => { throw new Error('Boom 42'); }); console.error('Bad thing'); setTimeout(() => { state.textContent = 'Ready'; }, 80);</script>`,
    ),
  '/stuck': () => layout('Stuck', '<script>setTimeout(() => { for (;;); }, 50);</script>'),
  '/evil': (otherPort) => layout('Evil', evil(otherPort)),
};

function answer(request: IncomingMessage, response: ServerResponse, otherPort: number): void {
  const { pathname } = new URL(request.url ?? '/', 'http://app');
  const html = (body: string, status = 200) =>
    void response.writeHead(status, { 'content-type': 'text/html' }).end(body);
  const product = /^\/product\/(\d)$/.exec(pathname)?.[1];
  const book = /^\/books\/(\w+)$/.exec(pathname)?.[1];
  if (pathname === '/robots.txt')
    return void response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /private\n');
  if (product)
    return html(
      layout(
        `Product ${product}`,
        `<dl><dt>Price</dt><dd>$${product}.00</dd></dl><form method="post" action="/cart"><button>Add to cart</button></form>`,
      ),
    );
  if (book) return html(layout(book, `<article><p>A book called ${book}.</p></article>`));
  if (pathname === '/broken') return html(layout('Oops', ''), 500);
  const page = pages[pathname];
  return page && request.method === 'GET' ? html(page(otherPort)) : html(layout('Not found', ''), 404);
}

/** A small app with a planted fault of each kind. */
export async function startFixtureApp(otherPort = 1): Promise<FixtureApp> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    answer(request, response, otherPort);
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
