import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJsonAtomically } from './atomic-file.js';

export const serviceNames = ['postgres', 'redis', 'temporal', 'qdrant'] as const;
export type ServiceName = (typeof serviceNames)[number];
export type Ports = Record<ServiceName, number>;

const Remembered = z.object({ ports: z.partialRecord(z.enum(serviceNames), z.number().int()) });

/**
 * A loopback port for every service, kept in `services.json`: addresses stay the same from one start to the next
 * unless somebody else took the port meanwhile.
 */
export async function choosePorts(stateDir: string): Promise<Ports> {
  const path = join(stateDir, 'services.json');
  const remembered = Remembered.safeParse(readJson(path)).data?.ports ?? {};
  const held: Server[] = [];
  const ports: Partial<Ports> = {};
  // All are held until the last is chosen, so that no two services get the same.
  for (const name of serviceNames) {
    const server = (await listen(remembered[name] ?? 0)) ?? (await listen(0));
    if (server === null) throw new Error('no free port on 127.0.0.1');
    held.push(server);
    ports[name] = portOf(server);
  }
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  writeJsonAtomically(path, { ports }, 0o644);
  return ports as Ports;
}

function listen(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
