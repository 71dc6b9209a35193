import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FixtureApp } from './fixture-app.js';

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;

const written = (raw: string): string => raw.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const list = (names: Iterable<string>, path: string): string =>
  `<ul>${[...names].map((name) => `<li><a href="${path}${encodeURIComponent(name)}">${written(name)}</a></li>`).join('')}</ul>`;

type Answer = { body: string } | { to: string };
type Ask = (path: string, asked: URLSearchParams, sent: URLSearchParams | null) => Answer | null;

/** A wiki: a name, then the kind, then the text; each page has its own address, its frame leads to what can be done with it. */
function wiki(): Ask {
  const kept = new Map<string, string>([['Front', 'Welcome.']]);
  const kinds = (name: string): string =>
    page(
      `Create an item named '${written(name)}'`,
      `<p>Please select the kind of the new item.</p><p>${['Image', 'Wiki text', 'Plain text']
        .map((kind) => `<a href="/wiki/edit/${encodeURIComponent(name)}?kind=${encodeURIComponent(kind)}">${kind}</a>`)
        .join(' | ')}</p>`,
    );
  const editor = (name: string): string =>
    page(
      `Modifying '${written(name)}'`,
      `<form method="post"><input type="submit" value="OK"><input type="submit" name="cancel" value="Cancel">
      <label>Comment <input name="comment"></label><label>Names <input name="names" value="${written(name)}"></label>
      <label>Rights <input name="rights" value="None" required></label>
      <label>Text <textarea name="text">${written(kept.get(name) ?? '')}</textarea></label></form>`,
    );
  const shown = (name: string): string =>
    `<!doctype html><html lang="en"><title>${written(name)}</title><main><h1>${written(name)}</h1><p>${written(kept.get(name) ?? '')}</p></main>
    <footer><a href="/wiki/edit/${encodeURIComponent(name)}">Modify</a> <a href="/wiki/delete/${encodeURIComponent(name)}">Delete</a></footer></html>`;
  return (path, asked, sent) => {
    const name = decodeURIComponent(path.split('/').at(-1) ?? '');
    if (path === '/wiki')
      return {
        body: page(
          'All pages',
          `<form method="post" action="/wiki/create"><label>Item name <input name="name" required></label><button>Create</button></form>${list(kept.keys(), '/wiki/show/')}`,
        ),
      };
    if (path === '/wiki/create') return { to: `/wiki/edit/${encodeURIComponent(sent?.get('name') ?? '')}` };
    if (path.startsWith('/wiki/edit/') && sent === null)
      return { body: kept.has(name) || asked.has('kind') ? editor(name) : kinds(name) };
    if (path.startsWith('/wiki/edit/')) {
      kept.delete(name);
      const called = sent?.get('names') || name;
      kept.set(called, sent?.get('text') ?? '');
      return { to: `/wiki/show/${encodeURIComponent(called)}` };
    }
    if (path.startsWith('/wiki/delete/')) {
      if (sent === null)
        return { body: page(`Delete '${written(name)}'?`, '<form method="post"><button>OK</button></form>') };
      kept.delete(name);
      return { to: '/wiki' };
    }
    if (!path.startsWith('/wiki/show/')) return null;
    return { body: kept.has(name) ? shown(name) : page('Not found', `<p>There is no '${written(name)}'.</p>`) };
  };
}

/** A wizard of three steps: what was entered is shown once more before it counts. */
function wizard(): Ask {
  const kept: string[] = ['Harbour'];
  const hidden = (sent: URLSearchParams): string =>
    [...sent].map(([name, value]) => `<input type="hidden" name="${name}" value="${written(value)}">`).join('');
  return (path, _asked, sent) => {
    if (path === '/projects' && sent) {
      kept.push(sent.get('name') ?? '');
      return { to: '/projects' };
    }
    if (path === '/projects')
      return { body: page('Projects', `<a href="/projects/new">New project</a>${list(kept, '/projects/')}`) };
    if (path === '/projects/new')
      return {
        body: page(
          'New project',
          '<form method="post" action="/projects/new/2"><label>Project name <input name="name" required></label><button>Next</button></form>',
        ),
      };
    if (path === '/projects/new/2' && sent)
      return {
        body: page(
          'Details',
          `<p>Step 2 of 3</p><form method="post" action="/projects/new/3">${hidden(sent)}<label>Goal <input name="goal" required></label><label>City <input name="city" required></label><button name="back" value="1">Back</button><button>Next</button></form>`,
        ),
      };
    if (path === '/projects/new/3' && sent)
      return {
        body: page(
          'Summary',
          `<p>Name: ${written(sent.get('name') ?? '')}</p><form method="post" action="/projects">${hidden(sent)}<button>Create</button></form>`,
        ),
      };
    return null;
  };
}

/** Notes in one page without any form: the button makes a draft at once and opens its editor, “Done” keeps it. */
const notes = `<button id="new">New note</button><div id="editor" hidden><h2>Draft</h2>
  <label>Title <input id="title" value="New note"></label><label>Text <textarea id="text"></textarea></label>
  <button id="done" type="button">Done</button></div><ul id="kept"></ul>
  <script>
    const $ = (id) => document.getElementById(id);
    const show = async () => { const all = await (await fetch('/notes/all')).json();
      $('kept').replaceChildren(...all.map((name) => Object.assign(document.createElement('li'), { textContent: name }))); };
    $('new').onclick = () => { $('editor').hidden = false; };
    $('done').onclick = async () => { await fetch('/notes/keep', { method: 'POST', body: new URLSearchParams({ name: $('title').value }) }); $('editor').hidden = true; await show(); };
    show();
  </script>`;

/** What is made at once: its own page has a form for replies, which is no part of the making. */
function topics(): Ask {
  const kept = ['Weather'];
  return (path, _asked, sent) => {
    if (path === '/topics' && sent) {
      kept.push(sent.get('name') ?? '');
      return { to: `/topics/of/${encodeURIComponent(sent.get('name') ?? '')}` };
    }
    if (path === '/topics')
      return {
        body: page(
          'Topics',
          `<form method="post"><label>Topic name <input name="name" required></label><button>Start topic</button></form>${list(kept, '/topics/of/')}`,
        ),
      };
    if (!path.startsWith('/topics/of/')) return null;
    const name = written(decodeURIComponent(path.slice('/topics/of/'.length)));
    return {
      body: page(
        name,
        '<h2>Add a reply</h2><form method="post" action="/topics/reply"><label>Reply <textarea name="reply" required></textarea></label><button>Reply</button></form>',
      ),
    };
  };
}

export interface MakingsApp extends FixtureApp {
  /** Paths that were sent anything. */
  sent: string[];
}

/** Apps in which making a thing takes more than one form, and one in which it does not. */
export async function startMakingsApp(): Promise<MakingsApp> {
  const sentTo: string[] = [];
  const kept: string[] = ['Tides'];
  const [askWiki, askWizard, askTopics] = [wiki(), wizard(), topics()];
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const sent = request.method === 'POST' ? new URLSearchParams(await text(request)) : null;
    if (sent) sentTo.push(pathname);
    if (pathname === '/notes/all') return { body: JSON.stringify(kept) };
    if (pathname === '/notes/keep') kept.push(sent?.get('name') ?? '');
    if (pathname.startsWith('/notes')) return { body: page('Notes', notes) };
    return (
      [askWiki, askWizard, askTopics].map((ask) => ask(pathname, searchParams, sent)).find((each) => each !== null) ?? {
        body: page('Start', ''),
      }
    );
  };
  const server = createServer((request, response) => {
    void answer(request).then((given) => {
      response.writeHead('to' in given ? 303 : 200, {
        'content-type': 'text/html; charset=utf-8',
        ...('to' in given ? { location: given.to } : {}),
      });
      response.end('body' in given ? given.body : undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: sentTo,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
