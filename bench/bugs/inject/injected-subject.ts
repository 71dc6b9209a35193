import type { Access } from '@testforge/core';
import type { BugNote } from '../records.js';
import type { Subject } from '../subject.js';
import { chooseBugs } from './choose-bugs.js';
import type { InjectedBug } from './fault.js';
import { isPageDrift } from './page-drifts.js';
import { startProxy } from './start-proxy.js';
import { createTraffic } from './traffic.js';

export interface InjectedOptions {
  app: string;
  access: Access;
  drifts: readonly string[];
  /** Which bugs are drawn, and how many of a kind. */
  draw: { seed: number; each: number };
  /** What the app can be told to do wrong by itself. */
  switches?: readonly BugNote[];
  /**
   * The app itself on this machine, with one of its own bugs or none. `session`: the cookies of somebody inside, where it knows
   * no session of the clean build, from which all tests have theirs.
   */
  open(
    drifts: readonly string[],
    bug: string | null,
  ): Promise<{ url: string; session?: string; close(): Promise<void> }>;
  close(): Promise<void>;
}

/** An app behind a proxy that puts bugs in. Its bugs are drawn from what it was seen to do while the suite was made. */
export function injectedSubject({ app, access, drifts, draw, switches = [], open, close }: InjectedOptions): Subject {
  let bugs: InjectedBug[] = [];
  const insider: { cookie?: string } = {};
  return {
    app,
    access,
    drifts,
    bugs({ model, traffic }) {
      bugs = chooseBugs({ model, endpoints: traffic, hasAccount: access.password !== undefined }, draw);
      return [...switches, ...bugs];
    },
    async start(build) {
      const fault = bugs.find(({ name }) => name === build.bug)?.fault ?? null;
      const own = switches.find(({ name }) => name === build.bug)?.name ?? null;
      if (build.bug !== null && fault === null && own === null) throw new Error(`no such bug: ${build.bug}`);
      const running = await open(build.drifts, own);
      const { hostname: host, port: behind, pathname } = new URL(running.url);
      const traffic = createTraffic();
      const proxy = await startProxy({
        upstream: { host, port: Number(behind) },
        fault,
        drifts: build.drifts.filter(isPageDrift),
        moved: build.drifts.length > 0,
        secrets: { password: access.password, insider },
        ...(running.session !== undefined && { session: running.session }),
        onExchange: traffic.add,
      });
      return {
        url: `http://127.0.0.1:${proxy.port}${pathname}`,
        // A switch of the app's own tells nobody.
        ...(own === null && { fired: proxy.fired }),
        traffic: traffic.endpoints,
        async close() {
          await proxy.close();
          await running.close();
        },
      };
    },
    close,
  };
}
