import type { AppModel } from '@testforge/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreHere } from './explore-here.js';
import { startClientApp } from './fixture-client-app.js';
import type { ServedFixture } from './serve-fixture.js';

let app: ServedFixture;
let model: AppModel;
beforeAll(async () => {
  app = await startClientApp();
  model = await exploreHere(`${app.url}/`);
}, 600_000);
afterAll(() => app?.close());

describe('an app of one document that a script fills', () => {
  it('is waited for until it shows something, and read route by route', () => {
    const told = model.states
      .filter(({ reach }) => reach.length === 1)
      .map(({ template, snapshot }) => [template, snapshot.headings[0]?.text]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['/', 'Home'],
        ['/#/orders', 'Orders'],
        ['/#/people', 'People'],
      ]),
    );
  });

  it('tells what the boxes of its dialogs offer', () => {
    const forms = model.states.filter(({ reach }) => reach.length === 2).flatMap(({ snapshot }) => snapshot.forms);
    expect(forms.map(({ fields }) => fields.map(({ type, label }) => [type, label]))).toEqual([
      [
        ['text', 'Title'],
        ['select-custom', 'Kind'],
      ],
    ]);
    expect(forms[0]?.fields[1]?.options?.map(({ label }) => label)).toEqual(['Letter', 'Parcel']);
  });
});
