import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import {
  createSandbox,
  defaultSandboxLimits,
  type Sandbox,
  type SandboxDeps,
  type SandboxJob,
} from '../src/sandbox/index.js';

export const headlessShell = '/usr/lib/chromium/chromium-headless-shell';
export const stagingDir = '/var/tmp/testforge-sandbox-spec';
const mebibyte = 1024 ** 2;

/** A sandbox whose warnings are dropped. */
export function sandboxForSpec(deps: Partial<SandboxDeps> = {}): Sandbox {
  return createSandbox({ mode: 'bubblewrap', log: { warn: () => undefined }, stagingDir, ...deps });
}

/** A job with small limits and an output folder of its own, removed with the test. */
export async function jobFor(argv: string[], overrides: Partial<SandboxJob> = {}): Promise<SandboxJob> {
  const outDir = await mkdtemp('/var/tmp/testforge-out-');
  onTestFinished(() => rm(outDir, { recursive: true, force: true }));
  return {
    argv,
    cwd: '/tmp',
    env: { PATH: '/opt/node/bin:/usr/bin:/bin', HOME: '/home/tester' },
    readOnly: [],
    outDir,
    origins: [],
    network: { policy: 'local', refusePorts: [] },
    ...overrides,
    limits: {
      ...defaultSandboxLimits,
      wallMs: 120_000,
      memoryBytes: 3072 * mebibyte,
      outputBytes: mebibyte,
      ...overrides.limits,
    },
  };
}

export const shell = (script: string, overrides?: Partial<SandboxJob>): Promise<SandboxJob> =>
  jobFor(['/bin/sh', '-c', script], overrides);
export const node = (script: string, overrides?: Partial<SandboxJob>): Promise<SandboxJob> =>
  jobFor(['/opt/node/bin/node', '--input-type=module', '-e', script], overrides);

/** Chromium on one page; what the page becomes is printed. */
export const chromium = (address: string, overrides?: Partial<SandboxJob>, flags: string[] = []): Promise<SandboxJob> =>
  jobFor(
    [
      headlessShell,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--virtual-time-budget=4000',
      ...flags,
      '--dump-dom',
      address,
    ],
    overrides,
  );

export async function serve(listener: RequestListener, host = '127.0.0.1'): Promise<{ port: number }> {
  return listen(createServer(listener), host);
}

/** Counts connections: a stand-in for a database or an object store on the host. */
export async function serveTcp(host = '127.0.0.1', port = 0): Promise<{ port: number; connections: () => number }> {
  let count = 0;
  const server = createTcpServer((socket) => {
    count += 1;
    socket.on('error', () => socket.destroy());
    socket.end('secret rows\n');
  });
  return { ...(await listen(server, host, port)), connections: () => count };
}

async function listen(server: Server, host: string, port = 0): Promise<{ port: number }> {
  server.listen(port, host);
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return { port: (server.address() as AddressInfo).port };
}

/** Counts the processes of the whole machine whose command line holds the marker. */
export async function processesNaming(marker: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  // A process may end between the two reads, and then names nothing.
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(marker)).length;
}
