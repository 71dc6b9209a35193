import type { AppModel } from '@testforge/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreHere } from './explore-here.js';
import { startRoutedApp } from './fixture-routed-app.js';
import type { ServedFixture } from './serve-fixture.js';

let app: ServedFixture;
let model: AppModel;
beforeAll(async () => {
  app = await startRoutedApp();
  model = await exploreHere(`${app.url}/`);
}, 600_000);
afterAll(() => app?.close());

const templates = () => [...new Set(model.states.map(({ template }) => template))];

describe('an app whose addresses differ in their query alone', () => {
  it('is read page by page, each with a template of its own', () => {
    expect(templates()).toEqual(
      expect.arrayContaining([
        '/',
        '/index.php?page=users',
        '/index.php?page=orders',
        '/index.php?action=edit&page=users',
        '/index.php?action=edit&page=orders',
        '/index.php?id&page=users',
        '/index.php?page=settings',
        '/index.php?page=panels',
      ]),
    );
    expect(model.coverage.forms).toBe(3);
  });

  it('is asked for nothing that writes when it is asked for, neither by a link nor by a click', () => {
    const reasons = new Set(
      model.notVisited.filter(({ path }) => /remove|approve/.test(path)).map(({ reason }) => reason),
    );
    expect(reasons).toEqual(new Set(['may destroy something', 'may change something']));
    expect(app.hits.filter((hit) => /remove|approve|archive/.test(hit))).toEqual([]);
    const broken = model.findings.filter(({ kind }) => !['exposed_secret', 'accessibility', 'security'].includes(kind));
    expect(broken).toEqual([]);
    expect(model.findings.map(({ key }) => key)).toContain('security headers');
  });

  it('is told of an answer that holds the hash of a password, without the hash', () => {
    expect(model.findings.filter(({ kind }) => kind === 'exposed_secret')).toMatchObject([
      { severity: 'critical', title: expect.stringContaining('“user.password”') as string },
    ]);
    expect(JSON.stringify(model)).not.toContain('$2y$10$');
  });

  it('is looked at behind links to fragments that a script answers to', () => {
    const second = model.states.find(({ template, reach }) => template.endsWith('page=panels') && reach.length === 2);
    expect(second?.snapshot.forms.map(({ fields }) => fields.map(({ label }) => label))).toEqual([['Title']]);
  });

  it('gives the same model when it is explored again', async () => {
    const again = await exploreHere(`${app.url}/`);
    const told = ({ states, notVisited, findings }: AppModel) => ({
      states: states.map(({ key, samples, reach, locators }) => ({ key, samples, reach, locators })),
      notVisited,
      findings: findings.map(({ key }) => key),
    });
    expect(told(again)).toEqual(told(model));
  }, 600_000);
});
