import type { Access } from '@testforge/core';
import type { Subject } from '../subject.js';
import { chooseBugs } from './choose-bugs.js';
import type { InjectedBug } from './fault.js';
import { startProxy } from './start-proxy.js';
import { createTraffic } from './traffic.js';

export interface InjectedOptions {
  app: string;
  access: Access;
  drifts: readonly string[];
  /** Which bugs are drawn, and how many of a kind. */
  draw: { seed: number; each: number };
  /** The app itself, without a bug, on this machine. */
  open(drifts: readonly string[]): Promise<{ url: string; close(): Promise<void> }>;
  close(): Promise<void>;
}

/** An app behind a proxy that puts bugs in. Its bugs are drawn from what it was seen to do while the suite was made. */
export function injectedSubject({ app, access, drifts, draw, open, close }: InjectedOptions): Subject {
  let bugs: InjectedBug[] = [];
  let port = 0;
  return {
    app,
    access,
    drifts,
    bugs({ model, traffic }) {
      bugs = chooseBugs({ model, endpoints: traffic, hasAccount: access.password !== undefined }, draw);
      return bugs;
    },
    async start(build) {
      const fault = bugs.find(({ name }) => name === build.bug)?.fault ?? null;
      if (build.bug !== null && fault === null) throw new Error(`no such bug: ${build.bug}`);
      const running = await open(build.drifts);
      const { hostname: host, port: behind, pathname } = new URL(running.url);
      const traffic = createTraffic();
      const proxy = await startProxy({
        upstream: { host, port: Number(behind) },
        port,
        fault,
        secrets: { password: access.password },
        onExchange: traffic.add,
      });
      // The same address each time, as the app's own would be.
      port = proxy.port;
      return {
        url: `http://127.0.0.1:${port}${pathname}`,
        fired: proxy.fired,
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
