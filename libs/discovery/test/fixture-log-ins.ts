import { oneTimeCode } from '@testforge/browser';
import { html, page, redirect, serveFixture, type Asked, type ServedFixture } from './serve-fixture.js';

export const user = 'ada@app.test';
export const password = 'correct horse';
export const totpSecret = 'JBSWY3DPEHPK3PXP';

const nav =
  '<nav aria-label="Main"><a href="/">Dashboard</a> <a href="/items">Items</a> <a href="/people">People</a> <a href="/bye">Leave us</a></nav>';
const inside = (title: string, body = ''): string =>
  page(title, `${nav}<main><h1>${title}</h1><p>Hello ada</p>${body}</main>`);
const form = (error: string): string =>
  page(
    'Sign in',
    `<h1>Sign in</h1>${error}<form method="post" action="/login"><label>E-mail <input name="email" type="email" autocomplete="username" required></label><label>Password <input name="pw" type="password"></label><button type="button">Show</button><button>Sign in</button></form><a href="/register">Register</a>`,
  );

/** All behind a form on a page of its own; `/bye` ends the session, though no word says so. `single`: the last log-in ends all others. */
export function startWalledApp(options: { single?: boolean } = {}): Promise<ServedFixture> {
  const sessions = new Set<string>();
  let last = 0;
  const logIn = ({ body }: Asked): string | null => {
    const given = new URLSearchParams(body);
    if (given.get('email') !== user || given.get('pw') !== password) return null;
    if (options.single) sessions.clear();
    last += 1;
    sessions.add(`s${last}`);
    return `s${last}`;
  };
  return serveFixture((asked, response) => {
    const { pathname } = asked.url;
    if (pathname === '/robots.txt') return html(response, '', 404);
    if (pathname === '/register')
      return html(
        response,
        page(
          'Register',
          '<h1>Register</h1><form method="post"><label>Name <input name="n"></label><label>Password <input type="password"></label><label>Again <input type="password"></label><button>Create account</button></form>',
        ),
      );
    if (pathname === '/login' && asked.method === 'POST') {
      const session = logIn(asked);
      if (session) return redirect(response, '/', { 'set-cookie': `session=${session}; HttpOnly; Path=/` });
      return html(response, form('<p class="error">Wrong e-mail or password.</p>'));
    }
    if (pathname === '/login') return html(response, form(''));
    if (!sessions.has(asked.cookies['session'] ?? ''))
      return redirect(response, `/login?next=${pathname}&once=${Math.random()}`);
    if (pathname === '/bye') {
      sessions.delete(asked.cookies['session'] ?? '');
      return redirect(response, '/login');
    }
    if (pathname === '/')
      return html(
        response,
        inside(
          'Dashboard',
          '<form action="/search"><input type="search" name="q" aria-label="Find"><button>Find</button></form>',
        ),
      );
    if (pathname === '/items') return html(response, inside('Items', '<table><tr><td>One</td></tr></table>'));
    if (pathname === '/people')
      return html(
        response,
        inside(
          'People',
          '<form method="post"><label>New password <input type="password"></label><button>Change</button></form>',
        ),
      );
    return html(response, inside('Not found'), 404);
  });
}

const script = (store: string): string => `
const out = document.querySelector('#app');
const token = () => ${store}.getItem('token');
const ask = (path, body) => fetch(path, { method: 'POST', body: JSON.stringify(body) }).then((r) => r.json());
const show = (markup) => { out.innerHTML = markup; };
function start() { show('<h1>Willkommen</h1><div class="btn" tabindex="0" role="button" id="in">Anmelden</div>'); document.querySelector('#in').onclick = first; }
function first() { show('<h2>Anmelden</h2><div><input id="u" placeholder="Benutzername"><button id="go">Weiter</button></div>'); document.querySelector('#go').onclick = () => setTimeout(second, 200, u.value); }
function second(name) { show('<h2>Anmelden</h2><div><input id="p" type="password" placeholder="Passwort"><button id="go">Weiter</button></div><p role="alert" id="m"></p>');
  document.querySelector('#go').onclick = async () => { const { ok } = await ask('/api/in', { name, word: p.value }); if (ok) third(name, p.value); else m.textContent = 'Die Zugangsdaten sind falsch'; }; }
function third(name, word) { show('<h2>Zwei-Faktor-Anmeldung</h2><div><input id="c" inputmode="numeric" placeholder="Code"><button id="go">Bestätigen</button></div><p role="alert" id="m"></p>');
  document.querySelector('#go').onclick = async () => { const { ok, token } = await ask('/api/in', { name, word, code: c.value }); if (ok) { ${store}.setItem('token', token); location.hash = '#/'; main(); } else m.textContent = 'Der Code ist falsch'; }; }
async function main() { const me = await fetch('/api/me', { headers: { authorization: token() } }); if (me.status !== 200) return start();
  const name = location.hash.slice(2) || 'Start'; show('<p class="loading">Lädt…</p>');
  setTimeout(() => { show('<nav aria-label="Haupt"><a href="#/">Start</a> <a href="#/kunden">Kunden</a> <button id="out">Abmelden</button></nav><main><h1>' + name + '</h1><div id="box"></div><button id="new">Neu</button></main>');
    document.querySelector('#out').onclick = () => { ${store}.clear(); start(); };
    document.querySelector('#new').onclick = () => { box.innerHTML = '<div role="dialog" aria-label="Neuer Kunde"><label>Name <input id="n"></label><button>Speichern</button></div>'; }; }, 150); }
addEventListener('hashchange', () => token() && main()); token() ? main() : start();`;

/** A script makes all of it: a button, a user, then a password, then a code that is taken once; the token lies in `store`. */
export function startScriptedApp(store: 'localStorage' | 'sessionStorage'): Promise<ServedFixture> {
  const usedCodes = new Set<string>();
  return serveFixture(({ url, body, headers }, response) => {
    const json = (value: unknown, status = 200) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (url.pathname === '/api/me') return json({}, headers.authorization === 'the-token' ? 200 : 401);
    if (url.pathname === '/api/in') {
      const given = JSON.parse(body) as { name: string; word: string; code?: string };
      if (given.name !== user || given.word !== password) return json({ ok: false });
      if (given.code === undefined) return json({ ok: true });
      // The code before is good too, as RFC 6238 advises for the time that a code is on its way.
      const good = [0, 30_000].map((agoMs) => oneTimeCode(totpSecret, Date.now() - agoMs));
      const ok = good.includes(given.code) && !usedCodes.has(given.code);
      usedCodes.add(given.code);
      return json({ ok, token: 'the-token' });
    }
    if (url.pathname !== '/') return html(response, page('Nichts', ''), 404);
    return html(response, page('App', `<div id="app"></div><script>${script(store)}</script>`, 'de'));
  });
}

/** The browser's own dialog, and a header field that the app wants. */
export function startGuardedApp(): Promise<ServedFixture> {
  const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return serveFixture(({ headers }, response) => {
    if (headers['x-gate'] !== 'open') return html(response, page('Shut', '<h1>Shut</h1>'), 403);
    if (headers.authorization === basic) return html(response, inside('Behind'));
    response
      .writeHead(401, { 'www-authenticate': 'Basic realm="x"', 'content-type': 'text/html' })
      .end('<h1>Who?</h1>');
  });
}
