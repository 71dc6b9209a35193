import type { PageElement, PageForm, PageSnapshot } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { furtherForm, plainestOffer, type Making } from './making-page.js';

const own = 'Tide table';
const button = (name: string): PageElement => ({ tag: 'button', role: 'button', name, interactive: true });
const link = (name: string, href: string): PageElement => ({ tag: 'a', role: 'link', name, href, interactive: true });
const heading = (text: string): PageElement => ({ tag: 'h1', role: 'heading', text, name: text, interactive: false });
const field = (label: string, value = ''): PageElement => ({
  tag: 'input',
  role: 'textbox',
  label,
  value,
  interactive: true,
});

const pageOf = (path: string, elements: PageElement[], messages: string[] = []): PageSnapshot => {
  const fields = elements.flatMap(({ tag, label = '' }, element) =>
    tag === 'input' ? [{ element, label, type: 'text', required: false }] : [],
  );
  const submits = elements.flatMap(({ tag }, element) => (tag === 'button' ? [element] : []));
  const form: PageForm = { label: 'form', method: 'post', action: 'http://app.test/send', fields, submits };
  return {
    url: `http://app.test${path}`,
    title: '',
    elements,
    headings: [],
    landmarks: [],
    forms: submits.length > 0 ? [form] : [],
    messages,
    links: [],
  } as unknown as PageSnapshot;
};

const before = pageOf('/tables', [field('Name'), button('Create')]);
const making = (page: PageSnapshot, rest: Partial<Making> = {}): Making => ({
  before,
  page,
  own: [own],
  known: new Set(['text||Name']),
  mayBeThere: true,
  ...rest,
});
const sentBy = (state: Making): string | null => {
  const further = furtherForm(state);
  return further === null ? null : (state.page.elements[further.submit]?.name ?? '');
};

describe('a further form of a making', () => {
  it('is one whose button leads on, or whose page says that something is being made', () => {
    const wizard = pageOf('/tables/2', [heading('Harbour'), field('Harbour'), button('Back'), button('Next')]);
    const adding = pageOf('/tables/2', [heading('Create a table'), field('Harbour'), button('Save')]);
    expect([wizard, adding].map((page) => sentBy(making(page)))).toEqual(['Next', 'Save']);
  });

  it('is no form of what may be there already, whatever may be added to it', () => {
    const adding: PageElement = { ...heading('Add a reply'), tag: 'h2' };
    expect(sentBy(making(pageOf('/tables/7', [heading(own), adding, field('Reply'), button('Save')])))).toBeNull();
  });

  it('is never one that completes what stands in a row, or beside the thing', () => {
    const row: PageElement = { tag: 'li', role: 'listitem', text: 'Spring tide Complete', interactive: false };
    const inRow = (at: string): PageElement[] => [
      field('Hours'),
      { ...button('Complete'), text: 'Complete', group: at },
    ];
    const beside = pageOf('/tables', [heading('Tables'), { ...row, text: own }, field('Hours'), button('Complete')]);
    expect(sentBy(making(pageOf('/tables', [heading('New'), row, ...inRow('1')])))).toBeNull();
    expect(sentBy(making(beside))).toBeNull();
  });

  it('is one that holds the name where nothing was sent yet with which it could have been made', () => {
    const editor = pageOf('/tables/7', [heading(own), field('Called', own), button('Save')]);
    expect([false, true].map((mayBeThere) => sentBy(making(editor, { mayBeThere })))).toEqual(['Save', null]);
  });

  it('is none any more once the app says that the thing is made', () => {
    const elements = [heading('New table'), field('Harbour'), button('Next')];
    expect(sentBy(making(pageOf('/tables/7', elements, ['Your table was created.'])))).toBeNull();
  });

  it('is never one that pays, invites, destroys, lets in, or was filled in before', () => {
    const said = ['Pay now', 'Invite', 'Delete', 'Log in'].map((name) =>
      pageOf('/tables/new', [heading('New table'), field('Harbour'), button(name)]),
    );
    const same = pageOf('/tables/new', [heading('New table'), field('Name'), button('Next')]);
    expect([...said, same].map((page) => sentBy(making(page)))).toEqual([null, null, null, null, null]);
  });

  it('is sent by the button that is seen in place of its own', () => {
    const head: PageElement = { ...button('OK'), landmark: 'banner', tag: 'span' };
    const hidden: PageElement = { ...button('OK'), visible: false };
    const editor = making(pageOf('/tables/7', [head, heading('New table'), field('Text'), hidden]));
    expect(furtherForm(editor)?.submit).toBe(0);
    expect(furtherForm(making(pageOf('/tables/7', [heading('New table'), field('Text'), hidden])))).toBeNull();
  });

  it('is a button alone where all is shown once more before it counts', () => {
    const summary = pageOf('/tables/3', [
      heading('Summary'),
      { ...heading(own), tag: 'h2' },
      button('Back'),
      button('Create'),
    ]);
    expect(sentBy(making(summary))).toBe('Create');
  });
});

describe('the kind that is chosen', () => {
  const kinds = (...names: string[]): PageSnapshot =>
    pageOf('/make/Tide', [
      heading('Create a table: select its type'),
      ...names.map((name, at) => link(name, `http://app.test/make/Tide?kind=${at}`)),
      link('Help', 'http://app.test/help'),
    ]);
  const chosen = (page: PageSnapshot): string | undefined => plainestOffer(making(page))?.name;

  it('is the plainest where one says so, else the first that needs no more than words', () =>
    expect([kinds('Image', 'Wiki text', 'Plain text'), kinds('Upload', 'Report', 'Blank')].map(chosen)).toEqual([
      'Wiki text',
      'Blank',
    ]));

  it('is none on a page that makes nothing', () => {
    const list = pageOf('/tables', [heading('Tables'), link('Spring', '/tables/1'), link('Neap', '/tables/2')]);
    expect(chosen(list)).toBeUndefined();
  });
});
