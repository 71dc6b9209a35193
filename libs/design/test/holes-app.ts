import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FixtureApp } from './fixture-app.js';

/** Each a hole that a real app has had; without any the app guards all of it. */
export interface Holes {
  reflected?: boolean;
  stored?: boolean;
  /** What is asked for is made of the command: `loud` shows what the database says of it. */
  database?: 'loud' | 'silent';
  redirect?: boolean;
  /** The form carries no token, and the cookie goes to whoever asks. */
  forged?: boolean;
  /** The form carries no token, but the cookie stays at home. */
  untokened?: boolean;
  method?: boolean;
  /** What is entered is mark-up on purpose, and cleaned. */
  rich?: boolean;
}

export interface HolesApp extends FixtureApp {
  /** Everybody is inside for as long as this is set. */
  open: boolean;
  holes: Holes;
  boats: string[];
  /** Requests that arrived for another host. */
  strayed: string[];
}

interface Answer {
  status?: number;
  body?: string;
  to?: string;
  cookie?: string;
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;
const written = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const cleaned = (text: string): string => text.replace(/\s+on\w+=\S*?(?=[\s>])/g, '');
const token = 'b81f6c09a7d24e55';

/** Boats behind a log-in: a list, a search for them, a form for a new one, a log-in that goes on to where one wanted. */
export async function startHolesApp(): Promise<HolesApp> {
  const boats = ['Wanderer'];
  const app = { open: false, holes: {} as Holes, boats, strayed: [] as string[] };

  const list = (asked: string): Answer => {
    const { holes } = app;
    if (holes.database && (asked.match(/'/g) ?? []).length % 2 === 1)
      return holes.database === 'loud'
        ? { status: 200, body: page('Boats', '<p>SQLITE_ERROR: unrecognized token: "\'"</p>') }
        : { status: 500, body: page('Sorry', '') };
    const said = holes.reflected ? asked : written(asked);
    const rows = boats
      .filter((name) => name.includes(asked))
      .map((name) => `<tr><td>${holes.stored ? name : holes.rich ? cleaned(name) : written(name)}</td></tr>`);
    return {
      body: page(
        'Boats',
        `<a href="/boats/new">New boat</a><form action="/boats" role="search"><label>Search boats <input type="search" name="q" value="${said}"></label><button>Search</button></form>
        <table><tr><th>Name</th></tr>${rows.join('')}</table>`,
      ),
    };
  };
  const form = (): Answer => {
    const guard = app.holes.forged || app.holes.untokened ? '' : `<input type="hidden" name="_csrf" value="${token}">`;
    return {
      body: page(
        'New boat',
        `<form method="post" action="/boats/add">${guard}<label>Name <input name="name" required></label><button>Save boat</button></form>`,
      ),
    };
  };
  const add = (sent: URLSearchParams): Answer => {
    const isGuarded = !app.holes.forged && !app.holes.untokened;
    if (isGuarded && sent.get('_csrf') !== token) return { status: 403, body: page('Refused', '') };
    boats.push(sent.get('name') ?? '');
    return { to: '/boats' };
  };
  const logIn = (next: string): Answer => {
    const sameSite = app.holes.forged ? 'None; Secure' : 'Lax';
    const isOwn = next.startsWith('/') && !next.startsWith('//');
    return {
      to: app.holes.redirect || isOwn ? next : '/boats',
      cookie: `sid=inside-the-app; Path=/; SameSite=${sameSite}`,
    };
  };
  const door = (next: string): Answer => ({
    body: page(
      'Log in',
      `<form method="post"><input type="hidden" name="next" value="${written(next)}"><label>User <input name="user"></label><label>Password <input type="password" name="password"></label><button>Log in</button></form>`,
    ),
  });
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    if (!/^127\.0\.0\.1:/.test(request.headers.host ?? '')) app.strayed.push(request.url ?? '');
    const url = new URL(request.url ?? '/', 'http://localhost');
    const sent = new URLSearchParams(await text(request));
    const isPost = request.method === 'POST';
    const next = (isPost ? sent : url.searchParams).get('next') ?? '/boats';
    if (url.pathname === '/login') return isPost && sent.get('password') === 'secret-1' ? logIn(next) : door(next);
    const isInside = app.open || (request.headers.cookie ?? '').includes('sid=inside-the-app');
    if (!isInside) return { to: `/login?next=${encodeURIComponent(url.pathname)}` };
    if (url.pathname === '/boats/new') return form();
    if (url.pathname === '/boats/add')
      return isPost ? add(sent) : app.holes.method ? add(url.searchParams) : { status: 405, body: page('No', '') };
    return list(url.searchParams.get('q') ?? '');
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status = 200, body, to, cookie }) =>
      response
        .writeHead(to === undefined ? status : 303, {
          'content-type': 'text/html; charset=utf-8',
          ...(to === undefined ? {} : { location: to }),
          ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
        })
        .end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(app, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
