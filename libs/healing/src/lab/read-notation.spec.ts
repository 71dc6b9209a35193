import { describe, expect, it } from 'vitest';
import { readLocator } from './read-locator.js';
import { locatorText, readNotation } from './read-notation.js';

const read = (written: unknown) => readLocator(locatorText(written) ?? '', { action: 'click' });

describe('a locator of another tool', () => {
  it.each([
    ['By.id("user")', 'id=user'],
    ["driver.findElement(By.cssSelector('#a > b'))", 'css=#a > b'],
    ['driver.find_element(By.XPATH, "//a[@id=\'x\']")', "xpath=//a[@id='x']"],
    ['(By.LINK_TEXT, "More")', 'link=More'],
    ["cy.get('[data-cy=send]')", '[data-cy=send]'],
    ["cy.contains('Send')", 'text=Send'],
    ["$('.todo')", '.todo'],
    ['document.querySelector("#user")', '#user'],
    ["page.waitForSelector('text=Save')", 'text=Save'],
    ['Sauce Labs Onesie >> Add To Cart', 'Sauce Labs Onesie >> Add To Cart'],
    ["page.getByRole('button', { name: 'Save' })", "page.getByRole('button', { name: 'Save' })"],
    ['#user', '#user'],
    ['Price (incl. VAT)', 'Price (incl. VAT)'],
  ])('%s', (written, text) => {
    expect(readNotation(written)).toBe(text);
  });

  it('may be a pair or an object', () => {
    expect(locatorText(['css', '#user'])).toBe('css=#user');
    expect(locatorText({ using: 'css selector', value: '#user' })).toBe('css=#user');
    expect(locatorText({ by: 'linkText', value: 'More' })).toBe('link=More');
    expect(locatorText({ xpath: '//a' })).toBe('xpath=//a');
    expect([locatorText(7), locatorText(null), locatorText({}), locatorText([])]).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });

  it('tells of the element what it names', () => {
    expect(read('By.id("user")').lost.id).toBe('user');
    expect(read(['name', 'last_name']).lost.nameAttr).toBe('last_name');
    expect(read("cy.get('[data-cy=send]')").lost.testId).toBe('send');
    expect(read("$('button.primary')").lost).toMatchObject({ tag: 'button', classes: ['primary'] });
    expect(read('(By.PARTIAL_LINK_TEXT, "More")').lost.name).toBe('More');
  });
});
