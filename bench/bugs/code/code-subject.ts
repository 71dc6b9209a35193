import { appPlace } from '../app-places.js';
import type { Subject } from '../subject.js';
import { codeBugs } from './code-bugs.js';
import { startCodeBuild } from './start-code-build.js';

export interface CodeSubjectOptions {
  /** NAME[@RELEASE] of bench/apps. */
  wanted: string;
  environment: Record<string, string | undefined>;
  say(line: string): void;
}

/** An app that nobody here wrote, with mistakes in its code: each build is a process with data of its own. */
export async function codeSubject({ wanted, environment, say }: CodeSubjectOptions): Promise<Subject> {
  const place = { ...appPlace(wanted, environment), say };
  const { app, release } = place;
  const bugs = codeBugs[app.name] ?? [];
  const open = new Set<{ stop(): Promise<void> }>();
  const start = async (name: string | null) => {
    const bug = bugs.find((each) => each.name === name) ?? null;
    if (name !== null && bug === null) throw new Error(`no such bug: ${name}`);
    const running = await startCodeBuild(place, bug);
    open.add(running);
    const close = async () => {
      open.delete(running);
      await running.stop();
    };
    return { url: running.url, account: running.account, close };
  };
  const once = await start(null);
  await once.close();
  return {
    app: `${app.name}-${release}-code`,
    access: once.account ?? {},
    drifts: [],
    bugs: () => bugs.map(({ name, kind, description }) => ({ name, kind, description, pages: null })),
    start: ({ bug }) => start(bug),
    close: async () => {
      for (const running of open) await running.stop();
    },
  };
}
