import { createServer, type AddressInfo, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { portsBeside } from './listening-ports.js';

const open = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe('the ports of a process', () => {
  it('are all told by any one of them, and none of what it has closed', async () => {
    const [one, two, closed] = await Promise.all([open(), open(), open()]);
    const [first, second, gone] = [portOf(one), portOf(two), portOf(closed)];
    await new Promise((resolve) => closed.close(resolve));
    const ports = await portsBeside(first);
    one.close();
    two.close();
    expect(ports).toEqual(expect.arrayContaining([first, second]));
    expect(ports).not.toContain(gone);
  });
  it('are none where nobody listens', async () => {
    const server = await open();
    const port = portOf(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await portsBeside(port)).toEqual([]);
  });
});
