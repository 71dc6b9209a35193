import { describe, expect, it } from 'vitest';
import { form, heading, model, snapshot, state } from '../test/sample-model.js';
import { newThingAt, numberedThings } from './numbered-things.js';

const links = ['/invoices/7', '/invoices/9?tab=lines', 'http://other.test/invoices/40'].map((href) => ({
  href,
  text: href,
}));
const app = model([
  state('/invoices', '/invoices', [heading('Invoices')], { links }),
  state('/bills/B-0012', '/bills/:id', [heading('Bill')]),
]);
const known = numberedThings(app);
const before = (values: string[] = []) =>
  snapshot('/invoices/new', [heading('New')], {
    forms: [
      form({
        submits: [],
        fields: [
          {
            element: 0,
            label: 'For',
            nameAttr: 'for',
            type: 'select',
            required: false,
            options: values.map((value) => ({ value, label: value })),
          },
        ],
      }),
    ],
  });
const at = (path: string, ...values: string[]) => newThingAt(known, before(values), snapshot(path, [heading('It')]));

describe('things that are known by a number', () => {
  it('are those of the app’s own addresses, the highest of each kind', () =>
    expect(known).toEqual({ '/invoices/': 9, '/bills/B-': 12 }));

  it('are new where the number is beyond all that were known', () => {
    expect(at('/invoices/10')).toBe('/invoices/10');
    expect(at('/bills/B-0013')).toBe('/bills/B-0013');
  });

  it('may be others’ where the number is known, was a choice, or nothing of the kind is known', () => {
    expect([at('/invoices/9'), at('/invoices/10', '10'), at('/teams/3'), at('/invoices')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([at('/bills/B-0013', 'B-0013'), at('/bills/B-0013', '13')]).toEqual([undefined, undefined]);
    const asked = snapshot('/invoices/new?for=10', [heading('New')]);
    expect(newThingAt(known, asked, snapshot('/invoices/10', [heading('It')]))).toBeUndefined();
    const there = snapshot('/invoices/10', [heading('It')]);
    expect(newThingAt(known, there, there)).toBeUndefined();
    expect(newThingAt(undefined, before(), there)).toBeUndefined();
  });
});
