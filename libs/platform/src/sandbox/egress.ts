import { chmod, chown } from 'node:fs/promises';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@testforge/core';
import type { AddressRule } from './address-rules.js';
import { connectFirst, joinSockets } from './connect-first.js';
import { createGate } from './gate.js';
import { planOrigins, type Forward } from './origins.js';
import { createProxy } from './proxy.js';
import type { RefusedConnection, SandboxNetwork } from './types.js';

/** A loopback address inside that is carried to a unix socket, by its name in the socket folder. */
export interface Listener {
  bind: string;
  port: number;
  socketName: string;
}

/** The outer half of a run's network: everything the job can reach, it reaches through these sockets. */
export interface Egress {
  listeners: Listener[];
  /** Proxy variables for the inside; empty if no named host is allowed. */
  env: Record<string, string>;
  refused(): RefusedConnection[];
  close(): Promise<void>;
}

export interface EgressOptions {
  origins: readonly string[];
  network: SandboxNetwork;
  socketDir: string;
  /** User who connects from inside, when not our own. */
  uid?: number;
  resolve?: (host: string) => Promise<string[]>;
}

const maxConnections = 512;
const firstProxyPort = 18080;

export async function openEgress(options: EgressOptions): Promise<Egress> {
  const rule = toAddressRule(options.network);
  const plan = planOrigins(options.origins, rule);
  const gate = createGate({ allowed: plan.proxied, rule, resolve: options.resolve ?? resolveByMachine });
  const listeners: Listener[] = plan.forwards.map(({ bind, port }, index) => ({
    bind,
    port,
    socketName: String(index),
  }));
  const servers: Server[] = plan.forwards.map(createForwarder);
  let env = {};
  if (plan.proxied.size > 0) {
    const port = freeProxyPort(plan.forwards);
    listeners.push({ bind: '127.0.0.1', port, socketName: 'proxy' });
    servers.push(createProxy(gate));
    env = proxyEnvironment(`http://127.0.0.1:${port}`);
  }
  const opened = servers.map((server) => trackConnections(server));
  const close = async () => {
    await Promise.all(opened.map((end) => end()));
  };
  try {
    for (const [index, server] of servers.entries())
      await listen(server, join(options.socketDir, listeners[index]?.socketName ?? ''), options.uid);
  } catch (error) {
    await close();
    throw error;
  }
  return { listeners, env, refused: gate.refused, close };
}

function createForwarder(forward: Forward): Server {
  return createServer({ allowHalfOpen: true }, (client) => {
    client.on('error', () => client.destroy());
    connectFirst(forward.targets, forward.port).then(
      (upstream) => joinSockets(client, upstream),
      // The app is down: the client sees its connection closed, as it would without us.
      () => client.destroy(),
    );
  });
}

async function listen(server: Server, path: string, uid: number | undefined): Promise<void> {
  // The kernel cuts longer socket paths, and Node reports that as EINVAL without saying why.
  if (Buffer.byteLength(path) > 107)
    throw new AppError('invalid', 'sandbox.bad_job', `the staging folder's path is too long for a socket: ${path}`);
  server.maxConnections = maxConnections;
  server.listen(path);
  await once(server, 'listening');
  await chmod(path, 0o600);
  if (uid !== undefined) await chown(path, uid, uid);
}

/** Gives the way to close a server together with the connections it still holds. */
function trackConnections(server: Server): () => Promise<void> {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return async () => {
    for (const socket of open) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
}

function toAddressRule({ policy, refusePorts }: SandboxNetwork): AddressRule {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return { policy, refusePorts, ownAddresses: own.map(({ address }) => address) };
}

async function resolveByMachine(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

function freeProxyPort(forwards: readonly Forward[]): number {
  let port = firstProxyPort;
  while (forwards.some((forward) => forward.port === port)) port += 1;
  return port;
}

function proxyEnvironment(address: string): Record<string, string> {
  const names = ['TESTFORGE_PROXY', 'HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];
  const loopback = 'localhost,127.0.0.1,::1';
  return { ...Object.fromEntries(names.map((name) => [name, address])), NO_PROXY: loopback, no_proxy: loopback };
}
