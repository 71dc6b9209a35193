import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Access } from '@testforge/core';
import { waitUntil } from '@testforge/dev';
import { z } from 'zod';
import { launch, signalGroup } from '../apps/run-program.js';
import { BugNote } from './records.js';
import type { Build, RunningBuild, Subject } from './subject.js';

const Variables = z.record(z.string(), z.string());

/** An app of anybody's that is told by its environment where to listen, what to do wrong and how to look. */
export const CommandApp = z.object({
  name: z.string(),
  /** Program and arguments, run in the folder of the file that tells of it. */
  command: z.array(z.string()).min(1),
  env: Variables.default({}),
  /** The variable that holds the port, and the one that holds the name of the bug. */
  portVariable: z.string().default('PORT'),
  bugVariable: z.string().default('BUG'),
  /** Each drift with the variables that bring it about. */
  drifts: z.record(z.string(), Variables).default({}),
  /** Data are fresh with every start, so each build is an app of its own, and one logs in to each. */
  access: Access.default({}),
  bugs: z.array(BugNote.extend({ kind: z.string().default('switch'), pages: BugNote.shape.pages.default(null) })),
});
export type CommandApp = z.infer<typeof CommandApp>;

export const readCommandApp = (file: string): CommandApp => CommandApp.parse(JSON.parse(readFileSync(file, 'utf8')));

/** What a start costs on a busy machine. */
const readyTimeoutMs = 60_000;

/** The app that a file tells of. `shell`: variables that every program here has. */
export function commandApp(file: string, shell: Record<string, string>): Subject {
  const app = readCommandApp(file);
  const cwd = dirname(resolve(file));
  const logs = mkdtempSync(join(tmpdir(), 'tf-command-'));
  return {
    app: app.name,
    access: app.access,
    drifts: Object.keys(app.drifts),
    ownSessions: true,
    bugs: () => app.bugs,
    start: (build) => start(app, build, { cwd, shell, logFile: join(logs, 'app.log') }),
    close: () => Promise.resolve(rmSync(logs, { recursive: true, force: true })),
  };
}

/** What a build is told beside the shell's variables. */
export function variablesOf(app: CommandApp, { bug, drifts }: Build, port: number): Record<string, string> {
  if (bug !== null && !app.bugs.some(({ name }) => name === bug)) throw new Error(`no such bug: ${bug}`);
  const drifted = drifts.map((drift) => app.drifts[drift] ?? {});
  return Object.assign({}, app.env, ...drifted, {
    [app.portVariable]: String(port),
    ...(bug === null ? {} : { [app.bugVariable]: bug }),
  }) as Record<string, string>;
}

async function start(
  app: CommandApp,
  build: Build,
  place: { cwd: string; shell: Record<string, string>; logFile: string },
): Promise<RunningBuild> {
  const port = await unusedPort();
  const [program = '', ...args] = app.command;
  const env = variablesOf(app, build, port);
  const child = launch({ ...place, binDir: '' }, { program, args, env });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const url = `http://127.0.0.1:${port}/`;
  const answers = () =>
    fetch(url, { redirect: 'manual' }).then(
      ({ status }) => status < 500,
      () => child.exitCode !== null,
    );
  const up = await waitUntil(answers, { timeoutMs: readyTimeoutMs, everyMs: 100 });
  const close = async () => {
    signalGroup(child, 'SIGKILL');
    await ended;
  };
  if (up && child.exitCode === null) return { url, close };
  await close();
  throw new Error(`${app.name} did not start: ${readFileSync(place.logFile, 'utf8').slice(-1000)}`);
}

const unusedPort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))));
    });
  });
