import type { AppState } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { baseUrl, button, form, formPage, heading, model, state } from '../test/sample-model.js';
import { record } from './designers/record.js';
import { placedForms } from './form-kind.js';
import { whyNotSent } from './may-send.js';

const why = (page: AppState): (string | null)[] =>
  placedForms(model([page])).map((placed) => whyNotSent(model([page]), placed));
const theirs = 'It changes what the tests did not make themselves.';

/** A page with forms of one button each, and where each sends to. */
const buttons = (path: string, template: string, all: [name: string, action: string][], repeated = false): AppState =>
  state(path, template, [...all.map(([name]) => ({ ...button(name), repeated })), heading('Things')], {
    forms: all.map(([name, action], index) =>
      form({ label: name, fields: [], submits: [index], action: baseUrl + action }),
    ),
  });

describe('forms', () => {
  it('that stood on the page of a thing before “Add …” was clicked change that thing', () => {
    const fields = [{ label: 'Title', type: 'text', initial: 'Harbour walk' }];
    const book = formPage('/book/1', fields, 'Save', { action: `${baseUrl}/book/1` });
    const page: AppState = { ...book, template: '/book/:id' };
    const reach: AppState['reach'] = [
      ...page.reach,
      { kind: 'click', locator: { frame: [], links: [{ by: 'text', text: 'Add identifier' }] } },
    ];
    const opened = { ...page, key: 'opened', reach };
    const reasons = (states: AppState[]) => {
      const app = model(states);
      return placedForms(app).map((placed) => whyNotSent(app, placed));
    };
    expect(reasons([page, opened]).every((reason) => reason === theirs)).toBe(true);
    const empty = { ...page, snapshot: { ...page.snapshot, forms: [] } };
    expect(reasons([empty, opened])).toEqual([null]);
  });

  it('takes the page of a log-in that asks for the user alone for a log-in, and for nothing that makes something', () => {
    const page = { ...formPage('/sign-in', [{ label: 'Username', type: 'text' }], 'Next'), signedOut: true };
    const [locator] = Object.values(page.locators);
    const fill = {
      kind: 'fill' as const,
      key: 'fill-user',
      phase: 'given' as const,
      title: '',
      target: { locator: locator ?? { frame: [], links: [] }, fingerprint: { tag: 'input' } },
      value: { kind: 'credential' as const, name: 'user' as const },
    };
    const kinds = (steps: (typeof fill)[]) =>
      placedForms({ ...model([page]), logIn: { steps, sharing: 'shared' } }).map(({ kind }) => kind);
    expect([kinds([fill]), kinds([])]).toEqual([['login'], ['other']]);
  });

  it('takes what makes or keeps a contact for no message, and what is sent to somebody for one', () => {
    const fields = [
      { label: 'Name', type: 'text' },
      { label: 'E-mail', type: 'email' },
    ];
    const kinds = ['Save contact', 'Kontakt anlegen', 'Contact us', 'Send message'].map(
      (words) => placedForms(model([formPage('/people', fields, words)]))[0]?.kind,
    );
    expect(kinds).toEqual(['other', 'other', 'contact', 'contact']);
  });

  it('takes a form that narrows a report for a question, dates and all, and never for one that makes something', () => {
    const page = formPage(
      '/reports',
      [
        { label: 'Date from', type: 'text' },
        { label: 'Type', type: 'select' },
      ],
      'Apply filters',
      { method: 'get', action: `${baseUrl}/reports` },
    );
    expect(placedForms(model([page])).map(({ kind }) => kind)).toEqual(['filter']);
    expect(record(model([page]))).toEqual([]);
  });

  it('takes a long search for a question though it is posted, but leaves it alone at the level read', () => {
    const page = formPage('/advanced', [{ label: 'Title', type: 'text' }], 'Search');
    const app = model([page], 'read');
    expect(placedForms(app).map((placed) => [placed.kind, whyNotSent(app, placed)])).toEqual([
      ['filter', 'The interaction level “read” does not let it be sent.'],
    ]);
  });

  it('takes no word of a button that is only there for the Enter key', () => {
    const page = formPage('/pictures', [{ label: 'Search term', type: 'text', nameAttr: 'q' }], 'Submit', {
      method: 'get',
      action: `${baseUrl}/pictures/results`,
    });
    const kinds = (elements: AppState['snapshot']['elements']) =>
      placedForms(model([{ ...page, snapshot: { ...page.snapshot, elements } }])).map(({ kind }) => kind);
    const { elements } = page.snapshot;
    const asSilent = (name: string) =>
      elements.map((each) => (each.tag === 'button' ? { ...each, name, text: name, visible: false } : each));
    expect(kinds(elements)).toEqual(['other']);
    expect(kinds(asSilent('Submit'))).toEqual(['search']);
    expect(kinds(asSilent('Save picture'))).not.toEqual(['search']);
  });

  it('takes a form that asks another page by `get` for a question', () =>
    expect(
      placedForms(
        model([formPage('/', [{ label: 'Place', type: 'text' }], 'Go', { method: 'get', action: `${baseUrl}/map` })]),
      ).map(({ kind }) => kind),
    ).toEqual(['filter']));

  it('presses a button alone where it makes or shows something, not in a row, and not where it belongs to one thing', () => {
    expect(why(buttons('/things', '/things', [['New thing', '/things/all']]))).toEqual([null]);
    expect(why(buttons('/things', '/things', [['Roll the dice', '/things/all']]))).toEqual([null]);
    expect(why(buttons('/things', '/things', [['New thing', '/things/all']], true))).toEqual([theirs]);
    expect(why(buttons('/things', '/things', [['Recheck', '/things/all']]))).toEqual([theirs]);
    expect(why(buttons('/things', '/things', [['Mute notifications', '/mute']]))).toEqual([theirs]);
    expect(why(buttons('/backups', '/backups', [['Create backup', '/request-backup']]))).toEqual([theirs]);
    expect(why(buttons('/things/1', '/things/:id', [['Recheck', '/recheck']]))).toEqual([theirs]);
  });

  it('sends nothing that destroys, whether button, heading, page or address says so, whatever things are called', () => {
    const level = 'The interaction level “write” does not let it be sent.';
    const text = [{ label: 'Name', type: 'text' }];
    expect(why(buttons('/book/drop', '/book/drop', [['OK', '/book/drop']]))).toEqual([level]);
    expect(why(formPage('/book/drop-column', [{ label: 'Column', type: 'select' }], 'Add'))).toEqual([level]);
    expect(why(formPage('/things/removeAll', text, 'Add'))).toEqual([level]);
    expect(why(formPage('/things', text, 'Add', { action: `${baseUrl}/truncate` }))).toEqual([level]);
    expect(why(formPage('/things', text, 'Add', { heading: 'Purge all things' }))).toEqual([level]);
    const cancelling = formPage('/orders/3/cancel', text, 'OK', { action: `${baseUrl}/orders/3/done` });
    expect(why({ ...cancelling, template: '/orders/:id/cancel' })).toEqual([level]);
    expect(why(formPage('/reviews', text, 'Add', { heading: 'Your cart is empty' }))).toEqual([null]);
    expect(why(formPage('/contact', text, 'Drop us a line'))).toEqual([null]);
    const product = formPage('/p/drop-earrings', text, 'Add a review', { action: `${baseUrl}/reviews` });
    expect(why({ ...product, template: '/p/:slug' })).toEqual([null]);
  });

  it('sends nothing into which only a choice among things goes, unless it makes something', () => {
    const choice = [{ label: 'Owner', type: 'select' }];
    expect(why(formPage('/things', choice, 'Assign'))).toEqual([theirs]);
    expect(why(formPage('/things', choice, 'Create'))).toEqual([null]);
  });

  it('is named and judged by the button that sends, not by the one that leaves', () => {
    const page = formPage('/notes/new', [{ label: 'Text', type: 'text' }], 'Save');
    const elements = [...page.snapshot.elements, { ...button('Cancel'), interactive: true }];
    const [one] = page.snapshot.forms;
    const forms = one ? [{ ...one, submits: [elements.length - 1, ...one.submits] }] : [];
    const app = model([{ ...page, snapshot: { ...page.snapshot, elements, forms } }]);
    expect(placedForms(app).map((placed) => [placed.name, whyNotSent(app, placed)])).toEqual([['Save', null]]);
  });

  it('changes no page of a wiki, of which no second was seen, and makes a new one with what is filled in for it', () => {
    const field = (initial: string) => [{ label: 'Name', type: 'text', initial }];
    const send = (path: string, initial: string, name = 'OK') => why(formPage(path, field(initial), name));
    expect(send('/+rename/Home', 'Home')).toEqual([theirs]);
    expect(send('/+rename/Home', '')).toEqual([theirs]);
    expect(send('/+convert/Home', '')).toEqual([theirs]);
    expect(send('/+page/Home', 'Home')).toEqual([theirs]);
    expect(send('/pages/new', 'Untitled')).toEqual([null]);
    expect(send('/pages', 'https://', 'Add')).toEqual([null]);
    expect(send('/pages', '')).toEqual([null]);
  });

  it('does not write into a thing that was there before', () => {
    const edit = (initial: string, name = 'Save'): AppState => ({
      ...formPage('/users/3', [{ label: 'Name', type: 'text', initial }], name, { action: `${baseUrl}/users/3` }),
      template: '/users/:id',
    });
    // What is saved is kept with the thing, as its note is; what is added is new.
    expect([why(edit('Robin')), why(edit('')), why(edit('', 'Add name'))]).toEqual([[theirs], [theirs], [null]]);
    expect(why({ ...edit(''), path: '/users/3/edit' })).toEqual([theirs]);
  });

  it('takes nothing from a thing of others, nor adds to it: a number or a day makes nothing new there', () => {
    const stock = (type: string): AppState => ({
      ...formPage('/items/3', [{ label: 'Quantity', type }], 'Take out', { action: '', method: 'get' }),
      template: '/items/:id',
    });
    expect([why(stock('number')), why(stock('date')), why(stock('textarea'))]).toEqual([[theirs], [theirs], [null]]);
  });

  it('that a script sends are one on each kind of page, but for those around the content', () => {
    const fields = [{ label: 'Name', type: 'text' }];
    const pages = (landmark?: string) =>
      ['/items/new', '/people/new'].map((path) => formPage(path, fields, 'Save', { action: '', landmark }));
    expect([placedForms(model(pages())).length, placedForms(model(pages('contentinfo'))).length]).toEqual([2, 1]);
  });

  it('does not change the settings of an app, or the profile of whoever logs in', () => {
    const server = { label: 'SMTP host', type: 'text' };
    expect(why(formPage('/admin/mail-settings', [server], 'Save'))).toEqual([theirs]);
    expect(
      why({
        ...formPage('/me', [{ label: 'Name', type: 'text' }], 'Save'),
        snapshot: {
          ...formPage('/me', [{ label: 'Name', type: 'text' }], 'Save').snapshot,
          headings: [{ level: 1, text: 'Your profile' }],
        },
      }),
    ).toEqual([theirs]);
    expect(why(formPage('/notes/new', [{ label: 'Title', type: 'text' }], 'Save'))).toEqual([null]);
  });

  it('makes a new account where settings open a window for one, and calls that by what opened it', () => {
    const opened = (words: string): AppState => {
      const fields = [
        { label: 'Username', type: 'text' },
        { label: 'Password', type: 'password' },
      ];
      const page = formPage('/settings', fields, 'OK');
      const click = { kind: 'click' as const, locator: { frame: [], links: [{ by: 'text' as const, text: words }] } };
      return { ...page, reach: [...page.reach, click] };
    };
    const inside = (words: string) => {
      const app = { ...model([opened(words)]), logIn: { steps: [], sharing: 'shared' as const } };
      return placedForms(app).map((placed) => [placed.name, whyNotSent(app, placed)]);
    };
    expect(inside('Add new account')).toEqual([['Add new account', null]]);
    expect(inside('Change account')).toEqual([['Change account', theirs]]);
  });

  it('folds a menu of many forms alike to one', () =>
    expect(
      placedForms(
        model([
          buttons('/', '/', [
            ['English', '/language/en'],
            ['Deutsch', '/language/de'],
            ['Français', '/language/fr'],
          ]),
        ]),
      ).map(({ name }) => name),
    ).toEqual(['English']));

  it('calls a form by its name without the mark of what must be filled in', () =>
    expect(
      placedForms(model([formPage('/x', [{ label: 'A', type: 'text' }], 'Save *')])).map(({ name }) => name),
    ).toEqual(['Save']));
});
