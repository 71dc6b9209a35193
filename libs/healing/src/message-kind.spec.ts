import type { Category, PageElement, Step } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { place } from '../test/messages.js';
import { failedAt, failureInput, notFound, pageWith, testOf } from '../test/spec-page.js';
import { readFacts } from './facts.js';
import { judgeFacts } from './verdict.js';

type Kind = (typeof Category.options)[number];

const expecting = (text: string, lost: PageElement): Step => ({
  key: 'message',
  phase: 'then',
  title: `“${text}” is shown`,
  kind: 'expect',
  expectation: { matcher: 'toBeVisible', expected: true, foundBy: text },
  target: {
    locator: { frame: [], links: [{ by: 'text', text, exact: true }] },
    fingerprint: (({ interactive: _interactive, ...fingerprint }) => fingerprint)(lost),
  },
});

/** What is said of a message that was expected where the app now says another. */
function ruleOf(
  expected: string,
  now: PageElement | string,
  {
    category = 'functional',
    lost = place(expected),
    status = 200,
  }: { category?: Kind; lost?: PageElement; status?: number } = {},
): string {
  const step = expecting(expected, lost);
  const message = notFound(`getByText('${expected}')`);
  const said = typeof now === 'string' ? place(now) : now;
  const requests = [
    { method: 'POST', url: 'http://shop.test/newsletter', status },
    { method: 'GET', url: 'http://shop.test/newsletter', status: 200 },
  ];
  const input = failureInput(step, message, pageWith({}, [said]), { seen: { requests } });
  return judgeFacts(readFacts({ ...input, test: { ...testOf(step), category }, result: failedAt(step, message) })).rule;
}

describe('a message that comes instead of the expected one', () => {
  it.each([
    ['Enter an e-mail address in the form name@example.com.', 'Thank you. The next letter is yours.'],
    ['Geben Sie eine gültige Adresse ein.', 'Vielen Dank! Sie sind angemeldet.'],
    ['Saisissez une adresse valide.', 'Votre adresse a été enregistrée.'],
    ['Introduzca una dirección válida.', 'Sus cambios se han guardado.'],
    // Words that tell nothing: the test is one that sends what is to be refused.
    ['Between 1 and 20 pieces.', 'Tidewater Mug added.'],
  ])('thanks for what was to be refused: “%s”', (refusal, thanks) => {
    expect(ruleOf(refusal, thanks, { category: 'boundary' })).toBe('regression.wrong_message');
  });

  it.each([
    ['Thank you. The next letter is yours.', 'Enter your e-mail address.'],
    ['Gespeichert.', 'Der Name ist erforderlich.'],
    ['Merci, votre message a été envoyé.', 'Ce champ est obligatoire.'],
    ['Cambios guardados.', 'El nombre no es válido.'],
  ])('refuses what was to be taken: “%s”', (thanks, refusal) => {
    expect(ruleOf(thanks, refusal)).toBe('regression.wrong_message');
  });

  it('speaks of all but the one thing that is missed', () => {
    const all = 'Please check the following: Enter your name.Choose a topic.Write a message.';
    const asked = { category: 'negative', lost: place(all) } as const;
    const ruleFor = (now: string): string => ruleOf('Write a message.', now, asked);
    expect(ruleFor('Please check the following: Enter your name.Choose a topic.')).toBe('regression.wrong_message');
    expect(ruleFor('Please check the following: Enter your name.Choose a topic.What is it about?')).toMatch(/^drift\./);
  });

  it('is no new wording where the app did not take what was sent', () => {
    expect(ruleOf('It is on its way.', 'It is not on its way.', { status: 422 })).toBe('regression.wrong_message');
    expect(ruleOf('It is on its way.', 'It is on the road.', { status: 200 })).toMatch(/^drift\./);
  });

  it.each([
    ['Enter a quantity from 1 to 20.', 'Only 20 can be added.', 'boundary'],
    ['Enter your name.', 'Your name was not saved.', 'negative'],
    ['Enter your name.', 'Please type your name.', 'negative'],
    ['Thank you. The next letter is yours.', 'You are on the list. Thanks!', 'functional'],
    ['Thank you.', 'Thank you! Please enter the code that we sent.', 'functional'],
  ] as const)('is asked about where it may be the same in other words: “%s”', (before, now, category) => {
    expect(ruleOf(before, now, { category })).toMatch(/^drift\./);
  });

  it('is told by words alone in an alert, with which apps also say that all went well', () => {
    const alert = (text: string): PageElement => ({
      ...place(text),
      role: 'alert',
      classes: ['alert', 'alert-success'],
    });
    const rule = ruleOf('Thank you.', alert('We have got it.'), { lost: alert('Thank you.') });
    expect(rule).toMatch(/^drift\./);
  });
});
