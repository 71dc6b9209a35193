import { describe, expect, it } from 'vitest';
import { heading, model, state } from '../../test/sample-model.js';
import { smoke } from './smoke.js';

describe('smoke', () => {
  it('opens one page of each template', () => {
    const drafts = smoke(
      model([
        state('/', '/', [heading('Welcome')]),
        state('/p/1', '/p/:id', [heading('One')]),
        state('/p/2', '/p/:id', [heading('Two')]),
      ]),
    );
    expect(drafts.map(({ key, title }) => [key, title])).toEqual([
      ['smoke--start', 'The page “Welcome” opens'],
      ['smoke--p-id', 'The page “One” opens'],
    ]);
    expect(drafts[1]?.steps).toEqual([
      { kind: 'goto', key: 'open', phase: 'given', path: '/p/1', title: 'the page /p/1 is open' },
    ]);
  });

  it('leaves out pages that answered with an error', () =>
    expect(smoke(model([{ ...state('/x', '/x', []), status: 500 }]))).toEqual([]));
});
