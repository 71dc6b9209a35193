import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { AppModel } from '@testforge/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreHere } from './explore-here.js';
import { startCoveredApp, startGreetingApp, startRememberingApp, startOddApp } from './fixture-odd-app.js';
import type { ServedFixture } from './serve-fixture.js';

let app: ServedFixture;
let model: AppModel;
beforeAll(async () => {
  app = await startOddApp();
});
afterAll(() => app?.close());

const at = (template: string) => model.states.filter((state) => state.template === template);
const headings = (template: string) => at(template).map(({ snapshot }) => snapshot.headings[0]?.text);
const reason = (path: string) => model.notVisited.find((each) => each.path === path)?.reason;
const dialogs = (template: string) => at(template).flatMap(({ snapshot }) => snapshot.forms.map(({ label }) => label));

describe('a page of 20,000 elements', () => {
  it('is read in part, and says how much is left out', async () => {
    const huge = await exploreHere(`${app.url}/huge`, { limits: { maxPages: 1 } });
    expect(huge.states[0]?.snapshot.leftOut).toBeGreaterThan(15_000);
    expect(Object.keys(huge.states[0]?.locators ?? {}).length).toBeGreaterThan(0);
    expect(huge.notes).toContainEqual(expect.stringContaining('was not checked: it has 20001 elements'));
  }, 240_000);
});

describe('an app of odd pages', () => {
  beforeAll(async () => {
    model = await exploreHere(`${app.url}/`);
  }, 600_000);

  it('has an end although its calendar has none', () => {
    expect(at('/calendar/:id/:id')).toHaveLength(1);
    expect(at('/calendar/:id/:id')[0]?.samples).toHaveLength(2);
    expect(
      model.notVisited.filter((each) => each.reason === 'enough samples of /calendar/:id/:id').length,
    ).toBeGreaterThan(0);
  });

  it('is read although one page never comes to rest', () => expect(headings('/restless')).toEqual(['Restless']));

  it('gives no downloads for pages', () => {
    expect([reason('/report'), reason('/sheet')]).toEqual(['a download', 'a download']);
  });

  it('is read in the windows that it opens, too', () => {
    expect(headings('/popped')).toEqual(['Popped']);
    expect(headings('/blank')).toEqual(['Blank']);
  });

  it('goes on after questions of the browser, and after one that asks to stay', () => {
    expect(headings('/dialogs')).toContain('Answered');
    expect(headings('/behind')).toEqual(['Behind']);
  });

  it('knows which address led on to which', () => {
    expect(model.states.flatMap(({ path, ledFrom = [] }) => ledFrom.map((from) => `${from} ${path}`))).toEqual([
      '/old /behind',
    ]);
  });

  it('has states for pages that show nothing to act on', () => {
    expect(headings('/closed')).toEqual(['Closed']);
    expect(at('/canvas')[0]?.snapshot.elements).toEqual([]);
  });

  it('is waited for when it renders late, and followed by clicks where there are no links', () => {
    expect(headings('/shell')).toEqual(['Shell']);
    expect(at('/shell/orders')[0]).toMatchObject({ reach: [{ kind: 'goto', path: '/shell' }, { kind: 'click' }] });
    expect(reason('/shell/orders')).toBe('opens by a click only, not by its address');
    expect(model.findings.map(({ key }) => key)).not.toContain('dead_link /shell/orders');
  });

  it('is looked at behind a menu and what the menu opens', () => {
    const renamed = at('/deep').find(({ snapshot }) => snapshot.forms.length > 0);
    expect(renamed?.reach.map(({ kind }) => kind)).toEqual(['goto', 'click', 'click']);
  });

  it('is changed by no opener: what writes is stopped, and is no fault of the app', () => {
    expect(dialogs('/writes')).toEqual(['Thing']);
    expect(app.hits).not.toContain('POST /made');
    expect(model.findings.filter(({ kind }) => kind === 'page_error')).toEqual([]);
  });

  it('is told its server errors, each with where it was met', () => {
    expect(model.findings.filter(({ kind }) => kind === 'server_error').map(({ key }) => key)).toEqual([
      'server_error GET /e1',
      'server_error GET /e2',
    ]);
  });

  it('is counted', () =>
    expect(model.scorecard).toMatchObject({
      pagesRead: expect.any(Number) as number,
      openersThatLed: expect.any(Number) as number,
    }));
});

describe('an app under a question about cookies', () => {
  it('is read as it is beneath, by refusing; each state says how a clean browser gets there', async () => {
    const covered = await startCoveredApp();
    const read = await exploreHere(`${covered.url}/`).finally(() => covered.close());
    const about = read.states.find(({ template }) => template === '/about');
    expect(about).toMatchObject({ covered: true, reach: [{ kind: 'goto', path: '/about' }, { kind: 'click' }] });
    expect(about?.reach[1]).toMatchObject({ locator: { links: [{ name: 'Reject all' }] } });
    const home = read.states.filter(({ template, reach }) => template === '/' && reach.length === 1);
    expect(home.map(({ snapshot }) => snapshot.elements.some(({ name }) => name === 'Reject all'))).toEqual([true]);
  });
});

describe('an address that is no app', () => {
  it('says that it redirects in a circle', async () => {
    await expect(exploreHere(`${app.url}/loop`)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('redirects in a circle') as string,
    });
  });

  it('says that what answers does not speak HTTP', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-odd\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await expect(exploreHere(url).finally(() => server.close())).rejects.toMatchObject({
      code: 'discovery.unreachable',
      message: expect.stringContaining('does not speak HTTP') as string,
    });
  });
});

describe('an app that greets who comes for the first time', () => {
  it('needs no closing of a greeting that its server remembers', async () => {
    const greeting = await startRememberingApp();
    const { states } = await exploreHere(`${greeting.url}/`).finally(() => greeting.close());
    expect(states.map(({ template, reach, covered }) => [template, reach.length, covered === true])).toEqual([
      ['/', 1, false],
      ['/about', 1, false],
    ]);
  });

  it('is read behind the greeting, which is closed only on the way to pages that it lies over', async () => {
    const greeting = await startGreetingApp();
    try {
      const { states } = await exploreHere(`${greeting.url}/`);
      const told = states.map(({ template, reach, covered, snapshot }) => [
        template,
        reach.length,
        covered === true,
        snapshot.headings.some(({ text }) => text === 'Welcome!'),
      ]);
      expect(told).toEqual([
        ['/', 2, true, false],
        ['/', 1, false, true],
        ['/people', 1, false, false],
        ['/about', 1, false, false],
      ]);
    } finally {
      await greeting.close();
    }
  }, 600_000);
});
