import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FixtureApp } from './fixture-app.js';

const written = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;

const making = (what: string): string =>
  page(
    `New ${what}`,
    `<form method="post"><label>Name <input name="name" required></label><button>Save ${what}</button></form>`,
  );

/** Each row keeps what can be done with it behind its button; what that opens is a dialog with a form, or a question. */
const crewScript = `
const dialog = document.querySelector('dialog');
for (const row of document.querySelectorAll('tbody tr')) {
  const menu = row.querySelector('ul');
  const [id, name] = [row.dataset.id, row.querySelector('td').textContent];
  row.querySelector('button').onclick = () => { menu.hidden = !menu.hidden; };
  menu.children[0].onclick = () => {
    dialog.innerHTML = '<h2>Rename crew</h2><form method="post" action="/crews/' + id + '/rename"><label>Name <input name="name"></label><button type="button">Cancel</button><button>Save</button></form>';
    dialog.querySelector('input').value = name;
    dialog.show();
  };
  menu.children[1].onclick = () => {
    dialog.innerHTML = '<p>Its members stay.</p><form method="post" action="/crews/' + id + '/delete"><button type="button">Cancel</button><button>Delete</button></form>';
    dialog.show();
  };
}`;

const crewRow = ([id, name]: [number, string]): string =>
  `<tr data-id="${id}"><td>${written(name)}</td><td><button type="button">Options</button>
  <ul hidden style="position:absolute"><li tabindex="0">Rename</li><li tabindex="0">Delete</li></ul></td></tr>`;

const sailScript = `
const form = document.querySelector('form');
form.onchange = () => { form.querySelector('button').disabled = !form.querySelector('input:checked'); };`;

const sailRow = ([id, name]: [number, string]): string =>
  `<tr><td><input type="checkbox" name="id" value="${id}" aria-label="Choose"></td><td>${written(name)}</td></tr>`;

const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

const flagRow = ([id, name]: [number, string], hoisted: ReadonlySet<number>): string =>
  `<tr><td><input type="checkbox" name="id" value="${id}"></td><td><a href="/flags/${id}">${written(name)}</a></td>
  <td><img src="${dot}" width="9" height="9" alt="${hoisted.has(id) ? 'Yes' : 'No'}"></td></tr>`;

const lists = {
  crews: (all: [number, string][]): string =>
    page(
      'Crews',
      `<a href="/crews/new">New crew</a><table><tbody>${all.map(crewRow).join('')}</tbody></table><dialog></dialog><script>${crewScript}</script>`,
    ),
  sails: (all: [number, string][]): string =>
    page(
      'Sails',
      `<a href="/sails/new">New sail</a><form method="post" action="/sails/delete"><table><tbody>${all.map(sailRow).join('')}</tbody></table>
      <button disabled>Delete</button></form><script>${sailScript}</script>`,
    ),
  flags: (all: [number, string][], hoisted: ReadonlySet<number>): string =>
    page(
      'Flags',
      `<a href="/flags/new">New flag</a><form method="post" action="/flags/ticked"><label>Action <select name="deed"><option value="">---</option>
      <option value="hoist">Hoist selected flags</option><option value="delete">Delete selected flags</option></select></label><button>Go</button>
      <table><tbody>${all.map((each) => flagRow(each, hoisted)).join('')}</tbody></table></form>`,
    ),
};
type ListName = keyof typeof lists;

/** Who deletes ticked flags is asked once more. */
const question = (ids: readonly string[], names: readonly string[]): string =>
  page(
    'Are you sure?',
    `<ul>${names.map((name) => `<li>${written(name)}</li>`).join('')}</ul><form method="post" action="/flags/delete">
    ${ids.map((id) => `<input type="hidden" name="id" value="${id}">`).join('')}<input type="submit" value="Yes, I’m sure"></form>`,
  );

const listOf = (name: string): ListName => (name === 'sails' || name === 'flags' ? name : 'crews');

export interface RowMenusApp extends FixtureApp {
  /** What is left, by the name of the list. */
  left(list: ListName): string[];
  /** The flags that were hoisted. */
  hoisted(): string[];
}

/**
 * Crews that are renamed and deleted behind a button of their row, sails that are ticked and then deleted, and flags with a
 * list of what is done to those that are ticked.
 */
export async function startRowMenusApp(): Promise<RowMenusApp> {
  const kept = {
    crews: new Map([
      [1, 'Night watch'],
      [2, 'Day watch'],
    ]),
    sails: new Map([
      [1, 'Storm jib'],
      [2, 'Main sail'],
    ]),
    flags: new Map([
      [1, 'Blue peter'],
      [2, 'Yellow jack'],
    ]),
  };
  const hoisted = new Set<number>();
  let next = 3;
  const send = async (
    request: IncomingMessage,
    [list = '', id = '']: string[],
  ): Promise<{ to: string } | { body: string }> => {
    const all = kept[listOf(list)];
    const sent = new URLSearchParams(await text(request));
    if (id === 'ticked') {
      const ids = sent.getAll('id');
      if (sent.get('deed') === 'hoist') {
        ids.forEach((each) => hoisted.add(Number(each)));
        return { to: `/${list}` };
      }
      return {
        body: question(
          ids,
          ids.map((each) => all.get(Number(each)) ?? ''),
        ),
      };
    }
    if (id === 'new') all.set(next++, sent.get('name') ?? '');
    else if (id === 'delete') sent.getAll('id').forEach((each) => all.delete(Number(each)));
    else if (request.url?.endsWith('/rename')) all.set(Number(id), sent.get('name') ?? '');
    else all.delete(Number(id));
    return { to: `/${list}` };
  };
  const server = createServer((request, response) => {
    const parts = (request.url ?? '/').split('/').slice(1);
    const list = listOf(parts[0] ?? '');
    const html = { 'content-type': 'text/html; charset=utf-8' };
    if (request.method === 'POST')
      void send(request, parts).then((answer) =>
        'to' in answer
          ? response.writeHead(303, { ...html, location: answer.to }).end()
          : response.writeHead(200, html).end(answer.body),
      );
    else
      response
        .writeHead(200, html)
        .end(parts[1] === 'new' ? making(list.slice(0, -1)) : lists[list]([...kept[list]], hoisted));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hoisted: () => [...hoisted].map((id) => kept.flags.get(id) ?? ''),
    left: (list) => [...kept[list].values()],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
