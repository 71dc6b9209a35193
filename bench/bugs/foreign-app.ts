import { startApp } from '../apps/start-app.js';
import { appPlace } from './app-places.js';
import { injectedSubject, type InjectedOptions } from './inject/injected-subject.js';
import { pageDrifts } from './inject/page-drifts.js';
import type { Subject } from './subject.js';

export interface ForeignOptions {
  /** NAME[@RELEASE] of bench/apps. */
  wanted: string;
  /** Nobody logs in, whatever account the app has. */
  guest: boolean;
  draw: InjectedOptions['draw'];
  environment: Record<string, string | undefined>;
  say(line: string): void;
}

/** An app that nobody here wrote, started once; its data are what every build finds and leaves. */
export async function foreignApp({ wanted, guest, draw, environment, say }: ForeignOptions): Promise<Subject> {
  const place = appPlace(wanted, environment);
  const { app, release } = place;
  const running = await startApp({ ...place, say, port: null, sample: 'a', clockDays: 0 });
  return injectedSubject({
    app: `${app.name}-${release}${guest ? '-guest' : ''}`,
    access: guest ? {} : (running.account ?? {}),
    drifts: pageDrifts,
    draw,
    open: () => Promise.resolve({ url: running.url, close: () => Promise.resolve() }),
    close: () => running.stop(),
  });
}
