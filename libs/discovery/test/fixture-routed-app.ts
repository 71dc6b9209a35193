import { html, page, serveFixture, type ServedFixture } from './serve-fixture.js';

const passwordHash = `$2y$10$${'Ab1/'.repeat(13)}z`;

const menu = ['users', 'orders', 'settings', 'panels']
  .map((name) => `<a href="/index.php?page=${name}">${name}</a>`)
  .join(' ');

const frame = (body: string): string =>
  page('Office', `<header><h1>Office</h1><nav aria-label="Main">${menu}</nav></header><main>${body}</main>`);

const list = (name: string): string =>
  `<h2>All ${name}</h2><table><tr><th>Name</th><th></th></tr>${[1, 2, 3, 4]
    .map(
      (id) =>
        `<tr><td><a href="/index.php?page=${name}&id=${id}">Entry ${id}</a></td><td><a href="/index.php?page=${name}&action=remove&id=${id}">×</a> <a href="/index.php?page=${name}&action=approve&id=${id}">OK</a></td></tr>`,
    )
    .join('')}</table>
<p><a href="/index.php?page=${name}&sort=name">by name</a> <a href="/index.php?page=${name}&action=edit">New</a></p>`;

/** Tabs that are links to fragments; a click on “Close it” goes where no link would be followed to. */
const panels = `<h2>Panels</h2><nav aria-label="Parts"><a href="#one">One</a> <a href="#two">Two</a></nav>
<section id="text"><p>First part</p></section><button onclick="location.href='/index.php?page=panels&action=archive&id=7'">More</button>
<script>addEventListener('hashchange', () => { text.innerHTML = location.hash === '#two' ? '<form method="post"><label>Title <input name="title"></label><button>Save</button></form>' : '<p>First part</p>'; });</script>`;

const forms: Record<string, string> = {
  users: '<label>Name <input name="name"></label>',
  orders:
    '<label>Amount <input name="amount" type="number"></label><label>Note <textarea name="note"></textarea></label>',
};

function bodyOf(name: string, query: URLSearchParams): string {
  if (name === 'settings')
    return `<h2>Settings</h2><p id="me"></p><script>fetch('/api.php?me=1').then((r) => r.json()).then((all) => { me.textContent = all.user.name; });</script>`;
  if (name === 'panels') return panels;
  if (query.get('action') === 'edit')
    return `<h2>New</h2><form method="post" action="/index.php?page=${name}">${forms[name] ?? ''}<button>Save</button></form>`;
  return query.has('id') ? `<h2>Entry ${query.get('id')}</h2><dl><dt>Of</dt><dd>${name}</dd></dl>` : list(name);
}

/** An app of which every page has one path and says by a parameter which it is, with links that write when they are asked for. */
export function startRoutedApp(): Promise<ServedFixture> {
  return serveFixture(({ url }, response) => {
    if (url.pathname === '/api.php')
      return void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ user: { name: 'Ann', password: passwordHash } }));
    if (url.pathname !== '/' && url.pathname !== '/index.php') return html(response, frame('<h2>Nothing</h2>'), 404);
    const name = url.searchParams.get('page');
    html(response, frame(name === null ? '<h2>Welcome</h2>' : bodyOf(name, url.searchParams)));
  });
}
