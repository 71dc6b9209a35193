import { describe, expect, it } from 'vitest';
import { readLocator } from './read-locator.js';
import { locatorText } from './read-notation.js';

const read = (written: unknown) => readLocator(locatorText(written) ?? '', { action: 'click' });
/** What it takes for the element's own words, and for those around it. */
const words = (written: unknown) => {
  const { hints } = read(written);
  return [hints.words, hints.around];
};

describe('a failed locator, however it is written', () => {
  it.each([
    ['#save-button', ['save-button'], []],
    ['css=form#login > button.primary:nth-child(2)', ['primary'], ['login']],
    ['[data-field="last_name"]', ['last_name'], []],
    ['input[formcontrolname=email][aria-invalid=true]', ['email'], []],
    ['button:has-text("Save all") >> nth=0', ['Save all'], []],
    ['my-card >>> button.buy', ['buy'], ['my-card']],
    ['iframe#pay >> internal:control=enter-frame >> internal:role=button[name="Pay now"i]', ['Pay now'], ['pay']],
    ['internal:attr=[placeholder="Your name"i]', ['Your name'], []],
    ['internal:testid=[data-testid="go"s] >> visible=true', ['go'], []],
    ['.row >> internal:has-text="Ada"i >> text=Edit', ['Edit'], ['row', 'Ada']],
    ["//div[contains(concat(' ', normalize-space(@class), ' '), ' card ')]//a", [], ['card']],
    ["//button[normalize-space(text())='Save']", ['Save'], []],
    ["//a[translate(text(), 'ABC', 'abc')='more']", ['more'], []],
    ["//label[.='Email']/following-sibling::input | //input[2]", [], ['Email']],
    ['xpath=(//tr[td[text()="Ada"]]//button)[1]', [], ['Ada']],
    ['//tr[td="Ada"]//button[span="Edit"]', ['Edit'], ['Ada']],
    ['//h3[contains(a, "Blue mug")]/following-sibling::button', [], ['Blue mug']],
    ['css=[data-add-to-cart]', ['add-to-cart'], []],
    ['button.fa-trash', ['delete'], []],
    ['i.icon-search', ['search'], []],
    ['#mat-select-1', [], []],
    ['text=/^save( all)?$/i', ['save all'], []],
    ['"Sign in"', ['Sign in'], []],
    ['~login', ['login'], []],
    ['jquery:div.total', ['total'], []],
    ['id=last_name', ['last_name'], []],
    ['Login Button', ['Login Button'], []],
    ['登录', ['登录'], []],
    ['', [], []],
    ['>>', [], []],
    ['div > div', [], []],
    ['button', [], []],
    ['(([\'"', ['(([\'"'], []],
  ])('%s', (written, own, around) => {
    expect(words(written)).toEqual([own, around]);
  });

  it.each([
    ['page.get_by_role("button", name="Save")', 'Save', 'button'],
    ["page.getByRole('button', { name: /^save/i, exact: false }).first()", 'save', 'button'],
    ['page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))', 'Save', 'button'],
    ['Page.GetByRole(AriaRole.Link, new() { Name = "More (3)" })', 'More (3)', 'link'],
    ['role=link[name=/more/i]', 'more', 'link'],
  ])('is read by role and name: %s', (written, name, role) => {
    expect(read(written).lost).toMatchObject({ name, role });
  });

  it('is read call by call', () => {
    expect(words('page.locator(\'[name="q"]\')')).toEqual([['q'], []]);
    expect(words("page.locator('tr').filter({ has: page.getByText('Ada') }).getByRole('button')")).toEqual([
      [],
      ['Ada'],
    ]);
    expect(words("cy.get('.row').contains('Edit')")).toEqual([['Edit'], ['row']]);
    expect(words("cy.contains('button', 'Save')")).toEqual([['Save'], []]);
    expect(words("Selector('.todo').withText('Milk')")).toEqual([['Milk'], ['todo']]);
    expect(words('driver.findElement(By.id("form")).findElement(By.name("mail"))')).toEqual([['mail'], ['form']]);
    expect(words("driver.find_element_by_id('user')")).toEqual([['user'], []]);
  });

  it('tells the kind of thing where its name does', () => {
    expect(read('btnLogin').lost.role).toBe('button');
    expect(read('user name field').lost.role).toBe('textbox');
    expect([read('Menu').lost.role, read('tab').lost.role]).toEqual([undefined, undefined]);
  });

  it.each(['//div[@a="', '//a[', "concat('", '(', '["\'', ':has-text(', 'By.id("', "cy.get('a').", 'a >> '])(
    'is read in the time that its length takes, where nothing closes what it opens: %s',
    (part) => {
      expect(read(part.repeat(2_000)).lost.tag).toBeTypeOf('string');
    },
  );

  it('keeps the steps of an XPath apart, and not what stands in quotes and brackets', () => {
    expect(read('//li[a/b="x/y"]//button[.="Save/Close"]').hints.words).toEqual(['Save/Close']);
    expect(read('//input[@id=//label[.="Surname"]/@for]').lost.tag).toBe('input');
    expect(read('//a[.="one | two"] | //b').hints.words).toEqual(['one | two']);
  });
});
