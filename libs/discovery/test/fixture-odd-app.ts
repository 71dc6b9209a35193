import { html, page, redirect, serveFixture, type ServedFixture } from './serve-fixture.js';

const start = `<h1>Odd things</h1><ul>${[
  'calendar/2026/11',
  'restless',
  'files',
  'popups',
  'dialogs',
  'closed',
  'canvas',
  'shell',
  'deep',
  'writes',
  'old',
  'e1',
  'e2',
]
  .map((name) => `<li><a href="/${name}">${name}</a></li>`)
  .join('')}</ul>`;

const pages: Record<string, string> = {
  '/huge': `<h1>Huge</h1>${Array.from({ length: 10_000 }, (_, index) => `<p>Line ${index} <button>Do ${index}</button></p>`).join('')}`,
  '/restless': `<h1>Restless</h1><p id="clock"></p><div class="spinner" id="turn">o</div><script>setInterval(() => { clock.textContent = Math.random(); turn.style.transform = 'rotate(' + Math.random() + 'deg)'; fetch('/ping'); }, 50); fetch('/never');</script>`,
  '/files': `<h1>Files</h1><a href="/report">Report</a> <a href="/sheet" download>Sheet</a>`,
  '/popups': `<h1>Pop-ups</h1><button onclick="window.open('/popped')">New window</button> <a href="/blank" target="_blank">Blank</a>`,
  '/popped': `<h1>Popped</h1>`,
  '/blank': `<h1>Blank</h1>`,
  '/dialogs': `<h1 id="said">Dialogs</h1><script>addEventListener('beforeunload', (event) => event.preventDefault()); alert('one'); confirm('two'); prompt('three'); said.textContent = 'Answered';</script><button aria-expanded="false" onclick="this.setAttribute('aria-expanded','true'); more.hidden = false">More</button><p id="more" hidden><a href="/behind">Behind</a></p>`,
  '/behind': `<h1>Behind</h1>`,
  '/closed': `<h1>Closed</h1><my-box></my-box><script>customElements.define('my-box', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'closed' }).innerHTML = '<button>Never</button>'; } });</script>`,
  '/canvas': `<canvas width="600" height="400"></canvas>`,
  // Renders late, and its entries are no links: only clicks lead on, to addresses the server does not know.
  '/shell': `<div id="app"></div><script>setTimeout(() => { app.innerHTML = '<nav><div tabindex="0" class="go">Orders</div></nav><main><h1>Shell</h1></main>';
    document.querySelector('.go').onclick = () => { history.pushState({}, '', '/shell/orders'); document.querySelector('main').innerHTML = '<h1>Orders</h1><label>Number <input></label> <button>Search</button>'; }; }, 100);</script>`,
  '/deep': `<h1>Deep</h1><button aria-expanded="false" aria-haspopup="menu" id="menu" onclick="items.hidden = false; menu.setAttribute('aria-expanded', 'true')">Actions</button>
    <div role="menu" id="items" hidden><button role="menuitem" onclick="document.body.insertAdjacentHTML('beforeend', '<div role=dialog aria-label=Rename><label>New name <input></label><button>Save</button></div>')">Rename</button></div>`,
  '/writes': `<h1>Writes</h1><button onclick="fetch('/made', { method: 'POST' }).then((r) => { if (!r.ok) throw 0; document.body.insertAdjacentHTML('beforeend', '<section aria-label=Made><h2>Made</h2></section>') })">New thing</button>
    <button onclick="document.body.insertAdjacentHTML('beforeend', '<div role=dialog aria-label=Thing><label>Name <input></label><button>Create</button></div>')">Add thing</button>`,
};

/** One page for each thing that makes exploring hard. */
export function startOddApp(): Promise<ServedFixture> {
  return serveFixture(({ url, method }, response) => {
    const { pathname } = url;
    const [, year, month] = /^\/calendar\/(\d+)\/(\d+)$/.exec(pathname) ?? [];
    if (pathname === '/never') return;
    if (pathname === '/ping') return html(response, 'pong');
    if (pathname === '/old') return redirect(response, '/behind');
    if (pathname === '/loop') return redirect(response, '/loop');
    if (/^\/e\d$/.test(pathname)) return html(response, page('Error', '<h1>500</h1>'), 500);
    if (pathname === '/report')
      return void response
        .writeHead(200, { 'content-type': 'text/html', 'content-disposition': 'attachment; filename=r.html' })
        .end('x');
    if (year && month)
      return html(
        response,
        page(
          'Calendar',
          `<h1>Calendar</h1><a href="/calendar/${year}/${Number(month) + 1}">Next</a> <a href="/calendar/${Number(year) - 1}/${month}">Last year</a>`,
        ),
      );
    if (pathname === '/made' && method === 'POST') return html(response, 'made');
    const body = pathname === '/' ? start : pages[pathname];
    return html(response, page(pathname, body ?? '<h1>Not found</h1>'), body === undefined ? 404 : 200);
  });
}

/** A question about cookies lies over every page until it is answered. */
export function startCoveredApp(): Promise<ServedFixture> {
  const cover = `<div style="position:fixed;inset:0;z-index:99;background:#0008"><div><p>We use cookies.</p><button onclick="yes()">Accept all</button><button onclick="no()">Reject all</button></div></div>
<script>const answer = (value) => { document.cookie = 'answer=' + value + ';path=/'; document.querySelector('div').remove(); }; const yes = () => answer('yes'); const no = () => answer('no');</script>`;
  return serveFixture(({ url, cookies }, response) => {
    const covered = cookies['answer'] === undefined ? cover : '';
    const title = url.pathname === '/' ? 'Home' : 'About';
    if (!/^\/(about)?$/.test(url.pathname)) return html(response, '', 404);
    return html(
      response,
      page(
        title,
        `${covered}<h1>${title}</h1><a href="/about">About</a><details><summary>More</summary><p>Text</p></details>`,
      ),
    );
  });
}

/** Who comes for the first time is greeted on the start page, and on no other. */
export function startGreetingApp(): Promise<ServedFixture> {
  const greeting = `<div id="greeting" style="position:fixed;inset:0;z-index:99;background:#fff"><h2>Welcome!</h2><button onclick="localStorage.greeted = 1; greeting.remove()">Continue</button></div>
<script>if (localStorage.greeted) greeting.remove();</script>`;
  const links = ['', 'about', 'people'].map((name) => `<a href="/${name}">${name || 'home'}</a>`).join(' ');
  return serveFixture(({ url }, response) => {
    const isStart = url.pathname === '/';
    if (!/^\/(about|people)?$/.test(url.pathname)) return html(response, '', 404);
    html(response, page('Desk', `<main><h1>Desk ${url.pathname}</h1>${links}</main>${isStart ? greeting : ''}`));
  });
}

/** Who comes for the first time is greeted on each page, until the server was told that the greeting was closed. */
export function startRememberingApp(): Promise<ServedFixture> {
  const greeting = `<div id="greeting" style="position:fixed;inset:0;z-index:99;background:#fff"><h2>Welcome!</h2><button onclick="fetch('/seen', { method: 'POST' }); greeting.remove()">Got it</button></div>`;
  const links = ['', 'about'].map((name) => `<a href="/${name}">${name || 'home'}</a>`).join(' ');
  let wasSeen = false;
  return serveFixture(({ url, method }, response) => {
    if (url.pathname === '/seen') wasSeen ||= method === 'POST';
    else if (!/^\/(about)?$/.test(url.pathname)) return html(response, '', 404);
    html(response, page('Desk', `<main><h1>Desk ${url.pathname}</h1>${links}</main>${wasSeen ? '' : greeting}`));
  });
}
