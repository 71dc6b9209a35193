import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface FixtureApp {
  url: string;
  close(): Promise<void>;
}

let notes = 0;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;
const noteForm =
  '<form method="post" action="/notes"><label>Note <input name="note" required></label><button>Save note</button></form>';

/** Passing things beside lasting ones: a time, a token, a number that counts up, a total that counts everybody's notes. */
function saved(note: string): string {
  notes += 1;
  return page(
    'Saved',
    `<p role="status">The note was saved at ${new Date().toISOString()} by ticket #${notes}</p><p class="notice">Your note “${note}” is safe with us</p>
    <dl><dt>Fee</dt><dd>€4.20</dd><dt>Token</dt><dd>${Math.random().toString(16).slice(2)}</dd><dt>All notes</dt><dd>${notes}</dd><dt>Day</dt><dd>${new Date().toDateString()}</dd></dl>`,
  );
}

const pages: Record<string, string> = {
  '/': page('Notes', noteForm),
  '/broken': page(
    'Broken',
    '<form method="post" action="/fails"><label>Text <input name="text"></label><button>Try</button></form>',
  ),
  '/throws': page('Throws', '<script>setTimeout(() => { throw new Error("of this page") })</script>'),
  '/task': page(
    'Tasks',
    `<form id="add"><label>Task <input name="task" type="text"></label><label>About <textarea name="about"></textarea></label><button>Add task</button></form><ul></ul><p aria-live="polite"></p>
    <script>document.querySelector('#add').addEventListener('submit', (event) => { event.preventDefault(); document.querySelector('[aria-live]').textContent = 'One task was added'; });</script>`,
  ),
};

async function answer(request: IncomingMessage): Promise<{ status: number; body: string }> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (request.method === 'POST' && path === '/fails') return { status: 500, body: page('Oh no', '') };
  if (request.method === 'POST')
    return { status: 200, body: saved(new URLSearchParams(await text(request)).get('note') ?? '') };
  const body = pages[path];
  return body === undefined ? { status: 404, body: page('Not found', '') } : { status: 200, body };
}

/** An app with faults and with much that is another each time. */
export async function startFixtureApp(): Promise<FixtureApp> {
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
