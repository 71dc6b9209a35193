import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { query } from './postgres.js';

/** A message of PostgreSQL's protocol: its kind, its length and what it holds. */
const message = (kind: string, content: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(kind), length, content]);
};
const welcome = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]);
const lastWords = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'));

const server = createServer();
let url: string;
beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `postgres://me:secret@127.0.0.1:${(server.address() as AddressInfo).port}/db`;
});
afterEach(() => void server.close());

test('a server that dies while nothing is asked of it rejects what comes next, and does not end the process', async () => {
  const connected = once(server, 'connection') as Promise<[Socket]>;
  const asked = query(url, async (client) => {
    const [socket] = await connected;
    // Not `once`, which listens for errors as well.
    const gone = new Promise<void>((resolve) => client.once('end', resolve));
    socket.end(lastWords);
    await gone;
    await client.query('SELECT 1');
  });
  const [socket] = await connected;
  socket.once('data', () => socket.write(welcome));
  await expect(asked).rejects.toThrow();
});
