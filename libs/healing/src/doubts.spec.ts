import type { Fingerprint, PageElement } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { elements, named, pageWith, policy } from '../test/spec-page.js';
import { decide, type Decision } from './decide.js';

const lostField: Fingerprint = {
  ...named('E-mail'),
  landmark: 'main',
  heading: 'Brass lantern',
  id: 'mail',
  nameAttr: 'mail',
};
const others = elements.filter(({ name }) => name !== 'E-mail');
const asElement = (fingerprint: Fingerprint): PageElement => ({ ...named('E-mail'), ...fingerprint });

const decideOn = (lost: Fingerprint, now: Fingerprint[], action: 'fill' | 'click' | 'check' = 'fill'): Decision =>
  decide({
    action,
    lost,
    oldLocator: { links: [] },
    elements: [...others, ...now.map(asElement)],
    view: { ownTextCounts: true },
    others: [],
    policy,
    provable: true,
    leftOut: 0,
  });

describe('names in the markup', () => {
  it('name nothing where another element has one of them, whatever else agrees', () => {
    expect(decideOn(lostField, [lostField]).decision).toBe('heal');
    const twin = { ...lostField, id: undefined, name: undefined, label: undefined, xpath: '/html[1]/body[1]/p[1]' };
    const decided = decideOn(lostField, [lostField, twin]);
    expect([decided.decision, decided.guards.includes('name.shared')]).toEqual(['ask', true]);
  });

  it('may be those of a whole group of radio buttons', () => {
    const radio: Fingerprint = {
      ...lostField,
      role: 'radio',
      type: 'radio',
      nameAttr: 'size',
      id: 'small',
      name: 'Small',
      label: 'Small',
    };
    const other = { ...radio, id: 'large', name: 'Large', label: 'Large', xpath: '/html[1]/body[1]/p[2]' };
    expect(decideOn(radio, [radio, other], 'check').guards).not.toContain('name.shared');
  });

  it('are too little for an element that never had a label', () => {
    const bare: Fingerprint = { ...lostField, name: undefined, label: undefined, text: '' };
    const decided = decideOn(bare, [bare]);
    expect([decided.decision, decided.guards.includes('label.never')]).toEqual(['ask', true]);
  });
});

describe('a link that leads nowhere any more', () => {
  it('is asked about, however well it is named', () => {
    const link: Fingerprint = { ...lostField, tag: 'a', role: 'link', type: undefined, text: 'E-mail', href: '/mail' };
    expect(decideOn(link, [link], 'click').decision).toBe('heal');
    const decided = decideOn(link, [{ ...link, href: undefined, role: undefined }], 'click');
    expect([decided.decision, decided.guards.includes('link.dead')]).toEqual(['ask', true]);
  });
});

describe('a link that says something else', () => {
  it('is asked about though it leads to the same place under the same test id: labels may have been swapped', () => {
    const link: Fingerprint = {
      tag: 'a',
      role: 'link',
      name: 'Typography',
      text: 'Typography',
      testId: 'menu',
      href: '/type',
    };
    const list = pageWith({}, [
      asElement({ ...link, name: 'Reports', text: 'Reports', type: undefined, id: undefined, nameAttr: undefined }),
    ]);
    const { decision, guards } = decide({
      action: 'click',
      lost: link,
      oldLocator: { links: [] },
      elements: list,
      view: { ownTextCounts: true },
      others: [],
      policy,
      provable: true,
      leftOut: 0,
    });
    expect([decision, guards.includes('meaning.other')]).toEqual(['ask', true]);
  });
});
