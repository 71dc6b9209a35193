import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OrdersApp {
  url: string;
  /** 1: as the suite was written for; 2: the interface drifted, and three of its pages carry a real bug. */
  release: 1 | 2;
  close(): Promise<void>;
}

const saves = `document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const row = document.createElement('li');
  row.textContent = document.querySelector('#customer').value;
  document.querySelector('ul').append(row);
  document.querySelector('[role=status]').textContent = 'Order saved';
});`;
const doesNothing = `document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());`;

const kept = '<button type="submit" id="save-order" name="save">Save order</button>';
const drifted = '<button type="submit" id="save-order" name="save">Submit order</button>';
const twin = '<button type="button" id="clear-form" name="clear">Empty form</button>';

/** What each page has in the place of the button once the interface has drifted, and what its form then does. */
const released: Record<string, { button: string; script: string }> = {
  '/shop': { button: drifted, script: saves },
  '/dead': { button: drifted, script: doesNothing },
  '/twin': { button: twin, script: saves },
  '/gone': { button: '', script: saves },
};

const pageOf = ({ button, script }: { button: string; script: string }): string => `<!doctype html>
<html lang="en"><head><title>Orders</title></head><body>
<nav aria-label="Main"><a href="/shop">Orders</a> <a href="/help">Help</a> <button type="button" id="theme">Theme</button></nav>
<main><h1>Orders</h1>
<form><label for="customer">Customer</label><input id="customer" name="customer">
<label for="pin">PIN</label><input id="pin" name="pin" type="password">${button}</form>
<h2>All orders</h2><ul></ul><p role="status"></p></main>
<script>${script}</script></body></html>`;

/** The app that somebody's suite is for. */
export async function openOrdersApp(): Promise<OrdersApp> {
  const app = { release: 1 as 1 | 2 };
  const server = createServer(({ url = '/' }, answer) => {
    const now = app.release === 2 ? released[url] : undefined;
    answer.writeHead(200, { 'content-type': 'text/html' }).end(pageOf(now ?? { button: kept, script: saves }));
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
