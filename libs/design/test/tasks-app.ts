import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FixtureApp } from './fixture-app.js';

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><main>${body}</main></html>`;
const written = (raw: string): string => raw.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const states = ['Open', 'Started', 'Done'];
const levels = ['Low', 'Medium', 'High'];

interface Task {
  id: number;
  title: string;
  level: string;
  due: string;
  hours: number;
  state: string;
  watched: boolean;
}

const inWriting = (day: string): string => day.split('-').reverse().join('.');
const choice = (name: string, all: readonly string[], set: string): string =>
  `<select name="${name}">${all.map((each) => `<option${each === set ? ' selected' : ''}>${each}</option>`).join('')}</select>`;

const fields = ({ title, level, due, hours }: Pick<Task, 'title' | 'level' | 'due' | 'hours'>): string =>
  `<label>Title <input name="title" value="${written(title)}"></label>
  <label>Level ${choice('level', levels, level)}</label>
  <label>Due <input name="due" type="date" value="${due}"></label>
  <label>Hours <input name="hours" value="${hours || ''}"></label>`;

const script = `for (const select of document.querySelectorAll('select[data-to]'))
  select.onchange = () => fetch(select.dataset.to, { method: 'POST', body: new URLSearchParams({ state: select.value }) });`;

const detail = (task: Task): string =>
  page(
    written(task.title),
    `<h1>${written(task.title)}</h1><p>${task.level} · due ${inWriting(task.due)} · <b>${task.hours}</b> hours</p>
    <p>State <select aria-label="State" data-to="/tasks/${task.id}/state">${states.map((each) => `<option${each === task.state ? ' selected' : ''}>${each}</option>`).join('')}</select></p>
    <form method="post" action="/tasks/${task.id}/watch"><button>${task.watched ? 'Unwatch' : 'Watch'}</button></form>
    <form method="post" action="/tasks/${task.id}/log"><label>Hours worked <input type="number" name="hours" value="1"></label><button>Log hours</button></form>
    <p><a href="/tasks/${task.id}/edit">Edit</a></p><script>${script}</script>`,
  );

const refusalOf = (sent: URLSearchParams): string | null =>
  (sent.get('title') ?? '').length < 3
    ? 'The title needs at least 3 letters.'
    : !(Number(sent.get('hours')) > 0)
      ? 'Hours must be more than nothing.'
      : null;

const read = (sent: URLSearchParams): Omit<Task, 'id' | 'state' | 'watched'> => ({
  title: sent.get('title') ?? '',
  level: sent.get('level') ?? '',
  due: sent.get('due') ?? '',
  hours: Number(sent.get('hours')),
});

/** What each address answers; a redirect is told by `to`. */
type Answer = { body: string } | { to: string } | null;

function tasksAnswer(tasks: Task[]): (path: string, sent: URLSearchParams | null) => Answer {
  const editor = (title: string, task: Omit<Task, 'id' | 'state' | 'watched'>, told = ''): Answer => ({
    body: page(
      title,
      `<h1>${title}</h1>${told && `<p class="error" role="alert">${told}</p>`}<form method="post">${fields(task)}<button>Save task</button> <a class="button" role="button" href="/tasks">Cancel</a></form>`,
    ),
  });
  const nothing = { title: '', level: 'Medium', due: '', hours: 0 };
  const keep = (sent: URLSearchParams, task?: Task): Answer => {
    const told = refusalOf(sent);
    if (told !== null) return editor(task ? 'Edit task' : 'New task', read(sent), told);
    const id = task?.id ?? tasks.length + 1;
    if (task) Object.assign(task, read(sent));
    else tasks.push({ ...read(sent), id, state: 'Open', watched: false });
    return { to: `/tasks/${id}` };
  };
  const list = (): Answer => ({
    body: page(
      'Tasks',
      `<h1>Tasks</h1><a href="/tasks/new">New task</a><table><thead><tr><th>Task</th><th>Level</th></tr></thead><tbody>${tasks
        .map(
          ({ id, title, level }) => `<tr><td><a href="/tasks/${id}">${written(title)}</a></td><td>${level}</td></tr>`,
        )
        .join('')}</tbody></table>`,
    ),
  });
  return (path, sent) => {
    const [, id, what] = /^\/tasks\/(\d+)(?:\/(\w+))?$/.exec(path) ?? [];
    const task = tasks.find((each) => each.id === Number(id));
    if (path === '/tasks') return list();
    if (path === '/tasks/new') return sent ? keep(sent) : editor('New task', nothing);
    if (task === undefined) return null;
    if (what === 'edit') return sent ? keep(sent, task) : editor('Edit task', task);
    if (what === 'watch') task.watched = !task.watched;
    if (what === 'state') task.state = sent?.get('state') ?? task.state;
    if (what === 'log') task.hours += Number(sent?.get('hours'));
    return what === undefined ? { body: detail(task) } : { to: `/tasks/${task.id}` };
  };
}

const bills = ['105.00', '1,650.50', '44.50'];

/** A list with a sum, and a booking in three steps that asks for no word of one's own. */
function deskAnswer(path: string, sent: URLSearchParams | null): Answer {
  if (path === '/bills')
    return {
      body: page(
        'Bills',
        `<h1>Bills</h1><table><tbody>${bills.map((bill, at) => `<tr><td>B-${at}</td><td>${bill}</td></tr>`).join('')}</tbody></table><p>Sum: <b>1,800.00 EUR</b></p>`,
      ),
    };
  const step = (number: number, body: string, button: string): Answer => ({
    body: page(
      'Book a desk',
      `<h1>Book a desk</h1><p>Step ${number} of 3</p><form method="post">${body}<button>${button}</button></form>`,
    ),
  });
  if (path === '/desk')
    return sent
      ? { to: '/desk/2' }
      : step(1, `<label>Room ${choice('room', ['North', 'South'], 'North')}</label>`, 'Continue');
  if (path === '/desk/2')
    return sent
      ? { to: `/desk/3?day=${sent.get('day') ?? ''}` }
      : step(2, '<label>Day <input type="date" name="day"></label>', 'Continue');
  return null;
}

/** Tasks with what is done at once on their pages, a list with its sum, and a booking in steps. */
export async function startTasksApp(): Promise<FixtureApp> {
  const tasks: Task[] = [];
  const ask = tasksAnswer(tasks);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://app.test');
      const sent = request.method === 'POST' ? new URLSearchParams(await text(request)) : null;
      const last = url.pathname === '/desk/3' ? deskEnd(url, sent) : null;
      const answer = last ?? ask(url.pathname, sent) ?? deskAnswer(url.pathname, sent);
      if (answer !== null && 'to' in answer) return response.writeHead(303, { location: answer.to }).end();
      return response
        .writeHead(answer === null ? 404 : 200, { 'content-type': 'text/html' })
        .end(answer?.body ?? page('Nothing here', '<h1>Nothing here</h1>'));
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => void server.close(() => done())),
  };
}

/** The booking shown once more, and then made. */
function deskEnd(url: URL, sent: URLSearchParams | null): Answer {
  if (sent) return { body: page('Booked', '<h1>Booked</h1><p role="status">Your desk was successfully booked.</p>') };
  return {
    body: page(
      'Book a desk',
      `<h1>Book a desk</h1><p>Step 3 of 3</p><dl><dt>Day</dt><dd>${inWriting(url.searchParams.get('day') ?? '')}</dd><dt>Fee</dt><dd>12.50 EUR</dd></dl><form method="post"><button>Confirm</button></form>`,
    ),
  };
}
