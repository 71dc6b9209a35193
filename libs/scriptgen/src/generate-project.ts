import { Worker } from 'node:worker_threads';
import { AppError, type TestProject } from '@testforge/core';
import type { Order, Reply } from './thread-message.js';
import type { ProjectRequest } from './write-project.js';

interface Waiting {
  resolve(project: TestProject): void;
  reject(error: AppError): void;
}

interface ProjectThread {
  write(request: ProjectRequest): Promise<TestProject>;
}

let current: ProjectThread | undefined;

/**
 * Writes tests as an ordinary Playwright Test project. Same tests in any order, same files byte for byte.
 * Texts of pages are data: they cannot leave the literals they stand in.
 * Compiler, linter and formatter need seconds of one core, so this happens in a thread of its own: the caller's event
 * loop stays free. The thread stays for later calls and does not keep the process alive.
 *
 * Throws `scriptgen.duplicate_key` where two tests share a key, `scriptgen.two_setups`, `scriptgen.no_target` and `scriptgen.bad_count` for
 * checks that make no sense (all invalid), and `scriptgen.thread_ended` (upstream) where the thread broke off.
 * A gate that is not passed is told in `gates`, it does not throw.
 */
export function generateProject(request: ProjectRequest): Promise<TestProject> {
  current ??= startThread(() => (current = undefined));
  return current.write(request);
}

function startThread(onEnd: () => void): ProjectThread {
  // Without the caller's own flags: they are meant for its main thread, and a test runner's would not work here.
  const worker = new Worker(new URL('./thread.mjs', import.meta.url), { execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const end = (reason: string): void => {
    onEnd();
    const error = new AppError('upstream', 'scriptgen.thread_ended', `The project could not be written: ${reason}.`);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (reply: Reply) => {
    settle(waiting.get(reply.id), reply);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error) => end(`its thread failed (${String(error)})`));
  worker.on('exit', (code) => end(`its thread ended with code ${code}`));
  return {
    write: (request) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.ref();
        worker.postMessage({ id: lastId, request } satisfies Order);
      }),
  };
}

function settle(caller: Waiting | undefined, reply: Reply): void {
  if ('project' in reply) return caller?.resolve(reply.project);
  const { kind, code, message, details } = reply.error;
  caller?.reject(new AppError(kind, code, message, details ? { details } : {}));
}
