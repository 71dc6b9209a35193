import type { AppState, InteractionLevel } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { baseUrl, form, formPage, model, state } from '../../test/sample-model.js';
import { formHappy, savingWays } from './form-happy.js';
import { formsLeftOut } from './forms-left-out.js';

const keys = (page: AppState, level: InteractionLevel): string[] =>
  formHappy(model([page], level)).map(({ key }) => key);
const contact = formPage(
  '/contact',
  [
    { label: 'E-mail', type: 'email' },
    { label: 'Message', type: 'textarea' },
    { label: 'Terms', type: 'checkbox', required: true },
  ],
  'Send',
);

describe('form-happy', () => {
  it('fills every field with a valid value and sends the form', () => {
    const steps = formHappy(model([contact]))[0]?.steps ?? [];
    expect(steps.map(({ title }) => title)).toEqual([
      'the page /contact is open',
      'I fill “E-mail” with a new e-mail address',
      'I fill “Message” with a new text',
      'I check “Terms”',
      'I click “Send”',
    ]);
  });

  it('opens a box that is no select and chooses from it, unless something is chosen already', () => {
    const options = ['Choose…', 'Delete', 'Letter', 'Parcel'].map((label) => ({ value: label, label }));
    const box = (label: string, initial: string) => ({ label, type: 'select-custom', initial, options });
    const fields = [{ label: 'Title', type: 'text' }, box('Kind', 'Choose…'), box('Size', 'Small')];
    const steps = formHappy(model([formPage('/new', fields, 'Create')]))[0]?.steps ?? [];
    expect(steps.map(({ title }) => title)).toEqual([
      'the page /new is open',
      expect.stringContaining('“Title”'),
      'I click “Kind”',
      'I click “Letter”',
      'I click “Create”',
    ]);
  });

  it('has a plain name at hand, in case that the app takes no other', () => {
    const fields = [
      { label: 'Pool name', type: 'text', required: true },
      { label: 'Website', type: 'text' },
    ];
    const [draft] = formHappy(model([formPage('/new', fields, 'Create')]));
    expect(draft?.watch.instead?.flat().flatMap((step) => ('value' in step ? [step.value] : []))).toEqual([
      { kind: 'unique', shape: 'word', prefix: 'item' },
    ]);
  });

  it('fills in what lies within it too where the app refuses it without, as the lines of an order', () => {
    const page = formPage(
      '/new',
      [
        { label: 'Title', type: 'text' },
        { label: 'Item', type: 'text' },
        { label: 'Quantity', type: 'number' },
      ],
      'Save draft',
    );
    const [whole] = page.snapshot.forms;
    const [title, ...line] = whole?.fields ?? [];
    if (whole === undefined || title === undefined) throw new Error('no form');
    const of = (heading: string) => ({
      ...page,
      snapshot: {
        ...page.snapshot,
        forms: [
          { ...whole, heading: 'New order', fields: [title] },
          { ...whole, heading, fields: line, submits: [] },
        ],
      },
    });
    const waysOf = (heading: string): string[][] =>
      formHappy(model([of(heading)]))[0]?.watch.instead?.map((way) => way.map((step) => step.title)) ?? [];
    expect(waysOf('New order')).toEqual([
      expect.arrayContaining(['I fill “Title” with a new text', 'I fill “Quantity” with “2”', 'I click “Save draft”']),
      ['the page /new is open', 'I fill “Title” with a new word', 'I click “Save draft”'],
    ]);
    expect(waysOf('Search')).toHaveLength(1);
  });

  it('does not send a form that is only there for a file', () => {
    const upload = formPage(
      '/upload',
      [
        { label: 'Picture', type: 'file' },
        { label: 'Replace', type: 'checkbox' },
      ],
      'Upload',
    );
    expect(keys(upload, 'write')).toEqual([]);
  });

  it('sends nothing that writes at the level read, and says why', () => {
    expect(keys(contact, 'read')).toEqual([]);
    const chosen = { label: 'Sort by', type: 'select-custom', initial: 'All' };
    const rows = ['Afloat', 'Ashore', 'Afloat'].map((text) => ({ tag: 'article', role: 'article', text }));
    const beside = state('/boats', '/boats', [{ tag: 'select', role: 'combobox', name: 'State' }, ...rows], {
      forms: [form({ method: 'get', action: '', fields: [{ ...chosen, element: 0, required: false }], submits: [] })],
    });
    expect(formsLeftOut(model([beside]))).toEqual([]);
    expect(formsLeftOut(model([contact], 'read'))).toMatchObject([
      { key: 'form-happy--contact--send', reason: 'The interaction level “read” does not let it be sent.' },
    ]);
  });

  it('takes a form without a method for a writing one where it wants words', () =>
    expect(
      keys(formPage('/x', [{ label: 'Task', type: 'text' }], 'Go', { method: 'get', action: `${baseUrl}/x` }), 'read'),
    ).toEqual([]));

  it('takes a form without a method for a writing one where it holds personal fields', () =>
    expect(keys(formPage('/x', [{ label: 'E-mail', type: 'email' }], 'Go', { method: 'get' }), 'read')).toEqual([]));

  it('sends a filter at the level read', () =>
    expect(
      keys(
        formPage('/x', [{ label: 'Author', type: 'text' }], 'Apply', {
          method: 'get',
        }),
        'read',
      ),
    ).toEqual(['form-happy--x--send']));

  it.each(['Regenerate API key', 'Delete account', 'Pay now', 'Invite a colleague'])(
    'leaves “%s” to the level disposable',
    (submit) => {
      const page = formPage('/x', [{ label: 'Note', type: 'text' }], submit);
      expect([keys(page, 'write'), keys(page, 'disposable')]).toEqual([[], ['form-happy--x--send']]);
    },
  );

  it('proposes a form that stands on several pages once', () => {
    const again = { ...contact, path: '/other', template: '/other', key: '/other' };
    expect(formHappy(model([contact, again]))).toHaveLength(1);
  });
});

describe('further buttons that save', () => {
  const withButtons = (path: string, ...names: string[]): AppState => {
    const page = formPage(path, [{ label: 'Title', type: 'text' }], 'Save');
    const { elements, forms } = page.snapshot;
    const [first] = forms;
    if (first === undefined) throw new Error('no form');
    const last = elements[first.submits[0] ?? -1];
    if (last === undefined) throw new Error('no button');
    const more = names.map((name, at) => ({ ...last, name, text: name, cssPath: `button.b${at}` }));
    const submits = [...first.submits, ...names.map((_name, at) => elements.length + at)];
    const located = names.map((_name, at) => [
      String(elements.length + at),
      { frame: [], links: [{ by: 'css' as const, css: `button.b${at}` }] },
    ]);
    return {
      ...page,
      locators: { ...page.locators, ...Object.fromEntries(located) },
      snapshot: { ...page.snapshot, elements: [...elements, ...more], forms: [{ ...first, submits }] },
    };
  };

  it('are each pressed once in the app, where they say that they save and go on', () => {
    const pages = [
      withButtons('/notes/new', 'Save and add another', 'Save and continue editing', 'Save as draft'),
      withButtons('/lists/new', 'Save and add another'),
    ];
    const found = savingWays(model(pages));
    expect(found.map(({ steps }) => steps.at(-1)?.title)).toEqual([
      'I click “Save and add another”',
      'I click “Save and continue editing”',
    ]);
    expect(found[0]?.watch.record).toBe('find');
  });
});
