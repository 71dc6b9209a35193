import { describe, expect, it } from 'vitest';
import { heading, model, state } from '../test/sample-model.js';
import { smoke } from './designers/smoke.js';
import { planDrafts } from './plan-drafts.js';

const app = model([
  state('/', '/', [heading('Welcome')]),
  state('/a', '/a', [heading('A')]),
  state('/b', '/b', [heading('B')]),
]);

describe('planDrafts', () => {
  it('is the same for the same app', () =>
    expect(planDrafts(app, { maxTests: 60 })).toEqual(planDrafts(app, { maxTests: 60 })));

  it('folds drafts that do the same', () => {
    const again = planDrafts(app, {
      maxTests: 60,
      designers: [smoke, (each) => smoke(each).map((draft) => ({ ...draft, key: `copy-${draft.key}`, title: 'Copy' }))],
    });
    expect([again.drafts.length, again.designed, again.leftOut[0]?.reason]).toEqual([
      3,
      6,
      'It does the same as “The page “Welcome” opens”.',
    ]);
  });

  it('has two drafts for each test that may be kept, cuts by priority, and says so', () => {
    const late = planDrafts(app, {
      maxTests: 1,
      designers: [(each) => smoke(each).map((draft, index) => ({ ...draft, priority: index === 2 ? 'P0' : 'P3' }))],
    });
    expect([late.drafts.map(({ key }) => key), late.leftOut.map(({ reason }) => reason)]).toEqual([
      ['smoke--b', 'smoke--start'],
      ['The limit of 1 tests (maxTests) was reached.'],
    ]);
  });

  it('does not design again what the suite has', () =>
    expect(planDrafts(app, { maxTests: 60, knownKeys: ['smoke--a'] }).leftOut).toMatchObject([
      { key: 'smoke--a', reason: 'The suite has it already.' },
    ]));
});
