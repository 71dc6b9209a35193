import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '@testforge/dev';
import { entranceOf, installedDir, resetApp, stateDir, type AppFolder } from './app-folder.js';
import type { Command, Place } from './app.js';
import { laterBy } from './fake-clock.js';
import { binDir, installApp, type InstallOptions } from './install-app.js';
import { launch, runToEnd, signalGroup, type ProgramPlace } from './run-program.js';
import { samples } from './samples.js';
import { startDatabase } from './start-database.js';

export interface StartOptions extends InstallOptions {
  port: number | null;
  /** Default: the one that was made at the first start. */
  password?: string | undefined;
  sample: keyof typeof samples;
  clockDays: number;
  /** The release whose data are taken over where there are none, as an upgrade does; default: they are made afresh. */
  from?: string | undefined;
}

export interface RunningApp {
  url: string;
  account: { user: string; password: string } | null;
  /** Exit code, when it has ended. */
  ended: Promise<number>;
  stop(): Promise<void>;
}

const readyTimeoutMs = 240_000;

/** Starts one release of an app, with first data made where there is none. Throws with the end of its log if it cannot. */
export async function startApp({
  say,
  shell,
  port,
  password,
  sample,
  clockDays,
  from,
  ...folder
}: StartOptions): Promise<RunningApp> {
  const { app, release } = folder;
  await installApp({ ...folder, say, shell });
  const state = stateDir(folder);
  const prepared = join(state, 'prepared');
  if (!existsSync(prepared)) await resetApp(folder);
  const data = join(state, 'data');
  mkdirSync(data, { recursive: true });
  const programs: ProgramPlace = { shell, binDir: binDir(folder), cwd: data, logFile: join(state, 'app.log') };
  const database = app.needsDatabase ? await startDatabase(state, shell) : null;
  const entrance = await entranceOf(folder, { port, password });
  const origin = `http://127.0.0.1:${entrance.port}`;
  const place: Place = {
    release,
    installed: installedDir(folder),
    data,
    ...entrance,
    origin,
    user: 'quinn',
    email: 'quinn@example.com',
    sample: samples[sample],
    database: database?.address ?? null,
    run: (command) => runToEnd(programs, command),
  };
  const isFirst = !existsSync(prepared);
  const stopDatabase = () => database?.stop() ?? Promise.resolve();
  let running: ReturnType<typeof serve> | null = null;
  try {
    if (isFirst) await (from === undefined ? app.prepare(place) : takeOver(folder, from, place));
    const server = (running = serve(programs, withClock(app.serve(place), clockDays)));
    await untilReady(server.child, `${origin}${app.ready ?? app.entry ?? '/'}`, programs.logFile);
    if (isFirst && from === undefined) await app.afterFirstStart?.(place);
    writeFileSync(prepared, '');
    const ended = server.ended.then(async (code) => {
      await stopDatabase();
      return code;
    });
    const stop = async () => {
      server.end();
      await ended;
    };
    return { url: `${origin}${app.entry ?? '/'}`, account: app.account?.(place) ?? null, ended, stop };
  } catch (error) {
    running?.end();
    await stopDatabase();
    throw error;
  }
}

/** The other release must not be running. Apps with a database of its own are not taken over. */
async function takeOver(folder: AppFolder, from: string, place: Place): Promise<void> {
  const source = stateDir({ ...folder, release: from });
  if (place.database !== null || !existsSync(join(source, 'prepared')))
    throw new Error(`There are no data of ${folder.app.name} ${from} that could be taken over.`);
  cpSync(join(source, 'data'), place.data, { recursive: true });
  await folder.app.upgrade?.(place);
}

const withClock = (command: Command, days: number): Command =>
  days === 0 ? command : { ...command, env: { ...command.env, ...laterBy(days) } };

function serve(programs: ProgramPlace, command: Command) {
  const child = launch(programs, command);
  let asked = false;
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(asked ? 0 : (code ?? 1))));
  const end = () => {
    asked = true;
    signalGroup(child, 'SIGTERM');
    const hard = setTimeout(() => signalGroup(child, 'SIGKILL'), 10_000);
    void ended.then(() => clearTimeout(hard));
  };
  return { child, ended, end };
}

async function untilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const isUp = async () => {
    if (child.exitCode !== null) return true;
    return fetch(url, { redirect: 'manual' }).then(
      ({ status }) => status < 500,
      () => false,
    );
  };
  const answered = await waitUntil(isUp, { timeoutMs: readyTimeoutMs, everyMs: 250 });
  if (answered && child.exitCode === null) return;
  signalGroup(child, 'SIGKILL');
  throw new Error(`It did not start; see ${logFile}`);
}
