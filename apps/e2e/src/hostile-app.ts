import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One thing that a page or a test tried, and what came of it: `trying`, `nothing`, or what it got. */
export interface Seen {
  /** The stage of the run at that moment, as the spec knows it. */
  stage: string;
  what: string;
  got: string;
}

export interface HostileApp {
  url: string;
  seen: Seen[];
  stage: string;
  close(): Promise<void>;
}

export interface Targets {
  /** Asked for with everything a page has. */
  http: string[];
  webSocket: string[];
}

/** Runs in the page: tries every way to every target and tells its own server what it got. */
const probe = (targets: Targets): void => {
  const tell = (what: string, got: string) =>
    void fetch(`/seen?what=${encodeURIComponent(what)}&got=${encodeURIComponent(got)}`, { keepalive: true });
  const attempt = (what: string, work: Promise<string>) => {
    tell(what, 'trying');
    work.then(
      (got) => tell(what, got),
      () => tell(what, 'nothing'),
    );
  };
  const loaded = (element: HTMLImageElement | HTMLScriptElement, url: string) =>
    new Promise<string>((resolve, reject) => {
      element.onload = () => resolve('loaded');
      element.onerror = reject;
      element.src = url;
      document.head.append(element);
    });
  const asked = (url: string) =>
    new Promise<string>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.onload = () => resolve(`answer ${request.status}`);
      request.onerror = reject;
      request.open('GET', url);
      request.send();
    });
  const framed = (url: string) =>
    new Promise<string>((resolve) => {
      const frame = document.createElement('iframe');
      frame.hidden = true;
      addEventListener('message', ({ source, data }) => source === frame.contentWindow && resolve(String(data)));
      // A refused frame shows the browser's own page, which says nothing to us.
      frame.onload = () => setTimeout(() => resolve('nothing'), 300);
      frame.src = url;
      document.body.append(frame);
    });
  const connected = (url: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = new WebSocket(url);
      socket.onopen = () => resolve('connected');
      socket.onerror = reject;
    });
  for (const url of targets.http) {
    attempt(
      `fetch ${url}`,
      fetch(url, { mode: 'no-cors' }).then(({ type }) => type),
    );
    attempt(`xhr ${url}`, asked(url));
    attempt(`img ${url}`, loaded(new Image(), url));
    attempt(`script ${url}`, loaded(document.createElement('script'), url));
    attempt(`iframe ${url}`, framed(url));
  }
  for (const url of targets.webSocket) attempt(`websocket ${url}`, connected(url));
};

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><title>${title}</title><body><nav><a href="/">Home</a> <a href="/about">About</a></nav><main><h1>${title}</h1>${body}</main><script src="/probe.js"></script></body></html>`;

const pages: Record<string, string> = {
  '/': page('Welcome', '<p>An ordinary page, as far as one can see.</p>'),
  '/about': page('About us', '<p>We are curious.</p>'),
};

/** An app whose pages look around. `targetsOf` is asked with the app's own address, which serves as the control. */
export async function openHostileApp(targetsOf: (ownUrl: string) => Targets): Promise<HostileApp> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://app.test');
    if (url.pathname === '/seen') {
      app.seen.push({
        stage: app.stage,
        what: url.searchParams.get('what') ?? '',
        got: url.searchParams.get('got') ?? '',
      });
      return response.writeHead(204).end();
    }
    if (url.pathname === '/probe.js')
      return response
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(`(${probe.toString()})(${JSON.stringify(targetsOf(app.url))})`);
    if (url.pathname === '/control.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end('');
    const body = pages[url.pathname];
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html' }).end(body ?? page('Not found', ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const app: HostileApp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    stage: 'none',
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
  return app;
}

export interface Bystander {
  port: number;
  /** Connections made to it so far. */
  visits(): number;
  close(): Promise<void>;
}

/** Another program of this machine, that would answer anybody with anything. */
export async function openBystander(): Promise<Bystander> {
  let visits = 0;
  const server = createServer((_request, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
      .end('<script>parent.postMessage("reached", "*")</script>'),
  );
  server.on('connection', () => (visits += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    visits: () => visits,
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}
