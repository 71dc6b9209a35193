import type { Category, Locator, PageElement, Step, StepOf } from '@testforge/core';
import { describe, expect, it } from 'vitest';
import { place } from '../test/messages.js';
import { clickCart, failedAt, failureInput, fillQuantity, notFound, pageWith, testOf } from '../test/spec-page.js';
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

/** As many apps write it: below its field, with nothing in the markup that says what it is. */
const below = (text: string, around: string[] = []): PageElement => {
  const { role: _role, classes: _classes, ...plain } = place(text);
  return { ...plain, rolePath: 'main/form/generic', xpath: '/html[1]/body[1]/form[1]/span[1]', neighbourTexts: around };
};

/** What is said of the first of some refusals of one form where the page shows only `now`. */
function ruleOfFirst(
  refusals: PageElement[],
  now: PageElement[],
  {
    used = [],
    page = {},
    category = 'negative',
  }: { used?: Step[]; page?: Parameters<typeof pageWith>[0]; category?: Kind } = {},
): string {
  const checks = refusals.map((lost, at) => ({ ...expecting(lost.text ?? '', lost), key: `message-${at}` }));
  const [first] = checks as [Step];
  const message = notFound('getByText()');
  const input = failureInput(first, message, pageWith(page, now));
  const test = { ...testOf(...used, ...checks.slice(1), first), category };
  return judgeFacts(readFacts({ ...input, test, result: failedAt(first, message) })).rule;
}

describe('a refusal that does not come any more', () => {
  it.each([
    ['Please enter a valid e-mail address.', 'Last name is required.', ['E-mail', 'Phone']],
    ['El NIF no es válido', 'Escribe el nombre del cliente', ['Correo electrónico']],
    ['Die E-Mail-Adresse ist ungültig', 'Der Name fehlt', ['Ort']],
    ['L’adresse n’est pas valide', 'Le nom est obligatoire', ['Ville']],
  ])('“%s” has not become what the form says of another field', (mail, name, around) => {
    const [lost, other] = [below(mail, around), below(name)];
    expect(ruleOfFirst([lost, other], [other])).toBe('regression.wording_gone');
    // Nor the other's words with their field's, nor what stood beside it, nor its own field's label.
    expect(ruleOfFirst([lost, other], [below(`${around[0]}${name}`)])).toBe('regression.wording_gone');
    expect(ruleOfFirst([lost, other], [below(around[0] ?? '')])).toBe('regression.wording_gone');
    expect(ruleOfFirst([below(`E-Mail${mail}`), other], [below('E-Mail')])).toBe('regression.wording_gone');
    // What says anything else may be the same in other words.
    expect(ruleOfFirst([lost, other], [other, below(`${mail} (2)`)])).toBe('drift.reworded');
  });

  it('has become no words of thanks, wherever they stand', () => {
    const wurde = below('Example Company wurde gespeichert');
    expect(ruleOfFirst([below('Die E-Mail-Adresse ist ungültig')], [wurde])).toBe('regression.wrong_message');
  });

  it('may read otherwise only where the form is still there as it was filled in, or the new words refuse', () => {
    const lost = below('The quantity must be at least 1.');
    const used = [fillQuantity, clickCart];
    const says = (text: string, page = {}): string => ruleOfFirst([lost], [below(text)], { used, page });
    expect(says('The quantity is too small.')).toBe('drift.reworded');
    expect(says('Brass lantern, two days', { Quantity: null })).toBe('regression.wrong_message');
    expect(says('Brass lantern, two days', { Quantity: { value: '' } })).toBe('regression.wrong_message');
    expect(says('You must order one at least.', { Quantity: null })).toBe('drift.reworded');
    const pressed = (page = {}): string => ruleOfFirst([lost], [below('Two days')], { used: [clickCart], page });
    expect([pressed(), pressed({ 'Add to cart': null })]).toEqual(['drift.reworded', 'regression.wrong_message']);
    // A link leads away from where it stood.
    const { target, ...click } = clickCart as StepOf<'click'>;
    const link: Step = { ...click, target: { ...target, fingerprint: { tag: 'a', role: 'link', name: 'Cart' } } };
    const followed = ruleOfFirst([lost], [below('Two days')], { used: [link], page: { 'Add to cart': null } });
    expect(followed).toBe('drift.reworded');
  });

  it('is not looked for in a row that only the running test knew, and a form to log in may be emptied', () => {
    const lost = below('The password is wrong.');
    const { target, ...fill } = fillQuantity as StepOf<'fill'>;
    const secret: Step = { ...fill, target: { ...target, fingerprint: { ...target.fingerprint, type: 'password' } } };
    const says = (step: Step, page = {}): string =>
      ruleOfFirst([lost], [below('That did not match.')], { used: [step], page, category: 'security' });
    expect(says(secret, { Quantity: { value: '' } })).toBe('drift.reworded');
    expect(says(secret, { Quantity: null })).toBe('regression.wrong_message');
    const links: Locator['links'] = [
      { by: 'role', role: 'row' },
      { by: 'hasText', text: '', value: { kind: 'remembered', name: 'title' } },
    ];
    const row: Step = { ...fill, target: { ...target, locator: { frame: [], links } } };
    expect(says(row)).toBe('drift.reworded');
  });
});
