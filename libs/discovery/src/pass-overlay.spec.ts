import type { PageElement } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { answerAmong } from './pass-overlay.js';

const inside = '/html[1]/body[1]/div[2]';
const part = (tag: string, name: string): PageElement => ({
  tag,
  role: tag === 'button' ? 'button' : 'textbox',
  name,
  xpath: `${inside}/${tag}[1]`,
  interactive: true,
  visible: true,
});
const answer = (text: string, ...elements: PageElement[]) =>
  elements[answerAmong(elements, { inside: [inside], text })]?.name;

describe('what lies over a page', () => {
  it('is refused where it asks for cookies, and left where it only greets', () => {
    const buttons = ['Continue', 'Reject all', 'Accept all'].map((name) => part('button', name));
    expect(answer('We use cookies', ...buttons)).toBe('Reject all');
    expect(answer('Welcome!', ...buttons)).toBe('Continue');
    expect(answer('Welcome!', part('button', 'Continue'), part('button', 'Skip'))).toBe('Skip');
  });

  it('is the page itself where it is a form', () => {
    const fields = ['Name', 'Street'].map((name) => part('input', name));
    expect(answer('New user', ...fields, part('button', 'Close'))).toBeUndefined();
    expect(answer('News by mail', part('input', 'E-mail'), part('button', 'Close'))).toBe('Close');
  });

  it('is not gone on with where it wants something entered, nor by a word that says more', () => {
    expect(answer('Your team', part('input', 'Name'), part('button', 'Continue'))).toBeUndefined();
    expect(answer('Trial', part('button', 'Start paying'))).toBeUndefined();
  });
});
