import { describe, expect, it } from 'vitest';
import { slowAnswer } from '../test/messages.js';
import { clickCart, elements, failureInput, pageWith, policy } from '../test/spec-page.js';
import { lostItsTarget, readFacts, type FailureInput } from './facts.js';
import { judgeFacts } from './verdict.js';

const seen = (requests: object[]) => ({ seen: { requests: requests as never } });
const ruleOf = (input: FailureInput): string => judgeFacts(readFacts(input)).rule;
const at = (message: string, list = elements as typeof elements | null, more = {}) =>
  failureInput(clickCart, message, list, more);

describe('a click that was carried out, and not answered in time', () => {
  it('is a slow answer, and its target never lost, though the page it stood on is gone', () => {
    const input = { ...at(slowAnswer, pageWith({ 'Add to cart': null })), policy };
    expect(lostItsTarget(readFacts(input))).toBe(false);
    expect(ruleOf(input)).toBe('environment.slow_answer');
  });

  it('is the app’s fault where there is a sign of one', () => {
    const post = { method: 'POST', url: 'http://shop.test/cart', status: null };
    expect(ruleOf(at(slowAnswer, elements, seen([{ ...post, status: 500 }])))).toBe('regression.server_error');
    expect(ruleOf(at(slowAnswer, elements, seen([{ ...post, failure: 'net::ERR_EMPTY_RESPONSE' }])))).toBe(
      'regression.went_away',
    );
    expect(ruleOf(at(slowAnswer, elements, { seen: { pageErrors: ['TypeError: x'] } }))).toBe('regression.page_error');
  });

  it('is no slow answer where the page cannot be read any more', () => {
    expect(ruleOf(at(slowAnswer, null))).toBe('regression.unusable');
  });

  it('is not read out of what the page says, nor out of an error of another kind', () => {
    const inPage = slowAnswer.replace('>Add to cart<', '>click action done<').replace('    - click action done\n', '');
    expect(ruleOf(at(inPage))).toBe('regression.unusable');
    const unchanged = slowAnswer.replace('Timeout 5000ms exceeded.', 'Clicking the checkbox did not change its state');
    expect(ruleOf(at(unchanged))).toBe('regression.unusable');
  });
});
