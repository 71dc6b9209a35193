import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const accounts = {
  boss: { user: 'boss@office.test', password: 'corner-office-7' },
  clerk: { user: 'clerk@office.test', password: 'front-desk-3' },
} as const;
type Person = keyof typeof accounts;

/** Who is led to a page, and who gets it when asking for it by its address. */
interface Page {
  title: string;
  menu: readonly Person[];
  served: readonly Person[];
  body: string;
}

const everybody: readonly Person[] = ['boss', 'clerk'];
const table = (...rows: string[]): string => `<table>${rows.map((row) => `<tr><td>${row}</td></tr>`).join('')}</table>`;

const pages: Record<string, Page> = {
  '/': { title: 'Overview', menu: everybody, served: everybody, body: '<p>Two parcels wait at the door.</p>' },
  '/parcels': { title: 'Parcels', menu: everybody, served: everybody, body: table('Lamp', 'Rope') },
  '/admin/users': { title: 'People who may log in', menu: ['boss'], served: ['boss'], body: '<ul><li>clerk</li></ul>' },
  // Left out of the clerk's menu, and that is all that keeps the clerk from it.
  '/admin/audit': {
    title: 'What was done',
    menu: ['boss'],
    served: everybody,
    body: `<h2>Today</h2>${table('Door opened')}`,
  },
  '/counter': { title: 'At the counter', menu: ['clerk'], served: ['clerk'], body: '<p>Nobody waits.</p><hr />' },
};

const documentOf = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><title>${title} · Office</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;
const menuOf = (person: Person): string =>
  `<nav aria-label="Main">${Object.entries(pages)
    .filter(([, { menu }]) => menu.includes(person))
    .map(([path, { title }]) => `<a href="${path}">${title}</a>`)
    .join(' ')}</nav><form method="post" action="/leave"><button>Log out</button></form>`;
const inside = (person: Person, title: string, body: string): string =>
  documentOf(title, `${menuOf(person)}<main><h1>${title}</h1>${body}</main>`);
const logInForm = (said: string): string =>
  documentOf(
    'Log in',
    `<h1>Log in</h1>${said}<form method="post" action="/log-in"><label>E-mail <input name="email" type="email" autocomplete="username"></label><label>Password <input name="password" type="password"></label><button>Log in</button></form>`,
  );

export interface RolesApp {
  url: string;
  /** The build in which somebody took away what keeps a page from those it is not for. */
  removeGuard(path: string): void;
  close(): Promise<void>;
}

/** A small office that two people use: one keeps it, the other stands at its counter. */
export async function openRolesApp(): Promise<RolesApp> {
  const sessions = new Map<string, Person>();
  const unguarded = new Set<string>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://office').pathname;
    const end = (status: number, body: string) =>
      void response.writeHead(status, { 'content-type': 'text/html' }).end(body);
    const go = (to: string, cookie?: string) =>
      void response.writeHead(303, { location: to, ...(cookie && { 'set-cookie': cookie }) }).end();
    if (path === '/log-in' && request.method === 'POST') {
      const given = new URLSearchParams(await text(request));
      const person = everybody.find(
        (each) => accounts[each].user === given.get('email') && accounts[each].password === given.get('password'),
      );
      if (!person) return end(422, logInForm('<p role="alert">The e-mail address or the password is wrong.</p>'));
      const session = randomUUID();
      sessions.set(session, person);
      return go('/', `sid=${session}; Path=/; HttpOnly`);
    }
    if (path === '/log-in') return end(200, logInForm(''));
    const sid = /sid=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const person = sessions.get(sid);
    if (!person) return go('/log-in');
    if (path === '/leave') {
      sessions.delete(sid);
      return go('/log-in');
    }
    const page = pages[path];
    if (!page) return end(404, inside(person, 'Nothing here', '<p>There is no such page.</p>'));
    return page.served.includes(person) || unguarded.has(path)
      ? end(200, inside(person, page.title, page.body))
      : end(403, inside(person, 'Not for you', '<p role="alert">You do not have permission to see this page.</p>'));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    removeGuard: (path) => void unguarded.add(path),
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}
