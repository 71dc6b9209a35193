import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FixtureApp } from './fixture-app.js';

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;

interface Boat {
  name: string;
  berth: string;
  rig: string;
  engine: boolean;
}

const written = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const rigs = ['Sloop', 'Ketch'];

const form = ({ name, berth, rig, engine }: Boat, button: string): string =>
  `<form method="post" novalidate><label>Name <input name="name" value="${written(name)}" required></label>
  <label>Berth <input name="berth" value="${written(berth)}" required></label>
  <label for="rig">Rig</label><select id="rig" name="rig">${rigs.map((each) => `<option value="${each.toLowerCase()}"${each.toLowerCase() === rig ? ' selected' : ''}>${each}</option>`).join('')}</select>
  <label><input type="checkbox" name="engine"${engine ? ' checked' : ''}> With an engine</label>
  <label>Born <input name="born"></label><button>${button}</button></form>`;

const nobody: Boat = { name: '', berth: '', rig: 'sloop', engine: false };

/** Boats that everybody shares: a list with a way to change and to delete in each row, where the browser asks back. */
export async function startRecordsApp(): Promise<FixtureApp> {
  const boats = new Map<number, Boat>([[1, { name: 'Wanderer', berth: 'West quay', rig: 'sloop', engine: false }]]);
  let next = 2;
  const rows = (): string =>
    [...boats]
      .map(
        ([id, { name }]) => `<tr><td>${written(name)}</td><td><a href="/boats/${id}/edit">Edit</a>
        <form method="post" action="/boats/${id}/delete" onsubmit="return confirm('Delete it?')"><button>Delete</button></form></td></tr>`,
      )
      .join('');
  const list = (): string =>
    page(
      'Boats',
      `<a href="/boats/new">New boat</a><p>${boats.size} boats</p><table><tr><th>Name</th><th></th></tr>${rows()}</table>`,
    );
  const answer = async (request: IncomingMessage): Promise<{ body?: string; to?: string }> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const id = Number(/\d+/.exec(path)?.[0] ?? 0);
    if (request.method !== 'POST')
      return {
        body:
          path === '/boats/new'
            ? page('New boat', form(nobody, 'Save boat'))
            : id > 0
              ? page('Edit', form(boats.get(id) ?? nobody, 'Save'))
              : list(),
      };
    const sent = new URLSearchParams(await text(request));
    const boat: Boat = {
      name: sent.get('name') ?? '',
      berth: sent.get('berth') ?? '',
      rig: sent.get('rig') ?? '',
      engine: sent.has('engine'),
    };
    if (path.endsWith('/delete')) boats.delete(id);
    else if (boat.name === '') return { body: page('Boat', `<p class="error">Enter a name.</p>${form(boat, 'Save')}`) };
    else if (sent.get('born') !== '')
      return {
        body: page('New boat', `<p class="error">Enter a valid date.</p>${form(boat, 'Save boat')}`),
      };
    else boats.set(id || next++, boat);
    return { to: '/boats' };
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ body, to }) =>
      response
        .writeHead(to === undefined ? 200 : 303, {
          'content-type': 'text/html; charset=utf-8',
          ...(to === undefined ? {} : { location: to }),
        })
        .end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
