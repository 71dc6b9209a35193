import { describe, expect, it } from 'vitest';
import { button, heading, input, link, model, state } from '../../test/sample-model.js';
import { planDrafts } from '../plan-drafts.js';
import { toTestPlan } from '../to-test-plan.js';
import { industries, tellIndustry, usualLeftOut, weighDraft } from './tell-industry.js';

const shop = model([
  state('/', '/', [heading('Welcome'), link('Products', '/products'), link('Warenkorb', '/cart')]),
  state('/products', '/products', [heading('Products'), button('Add to cart'), input('Search products', 'q')]),
  state('/checkout', '/checkout', [heading('Almost done'), input('Shipping address', 'address')]),
]);
const told = () => {
  const found = tellIndustry(shop);
  if (found === null) throw new Error('It is a shop.');
  return found;
};
const draft = () => {
  const [first] = planDrafts(shop, { maxTests: 60 }).drafts;
  if (first === undefined) throw new Error('There are drafts.');
  return first;
};

describe('which kind of app it is', () => {
  it('is told by its addresses, controls and forms, in any of the languages', () => {
    const { industry, evidence } = told();
    expect(industry.name).toBe('e-commerce');
    expect(evidence).toEqual(expect.arrayContaining(['Add to cart', 'Warenkorb', 'checkout']));
  });

  it('is left open where only its texts speak of such things, or too little does', () => {
    const words = ['Add to cart', 'Checkout', 'Products', 'Wish list', 'Shipping', 'My orders'];
    expect(tellIndustry(model([state('/', '/', words.map(heading))]))).toBeNull();
    expect(tellIndustry(model([state('/', '/', [link('Products', '/products'), link('Cart', '/cart')])]))).toBeNull();
  });

  it('is left open where another kind is as likely', () => {
    const both = ['Patients', 'Appointments', 'Clinics', 'Diagnosis', 'Users', 'Groups', 'Settings', 'Logs'];
    expect(
      tellIndustry(
        model([
          state(
            '/',
            '/',
            both.map((name, at) => link(name, `/x/${at}`)),
          ),
        ]),
      ),
    ).toBeNull();
  });
});

describe('what that means for the plan', () => {
  it('raises what belongs to a flow that matters, with the reason, and lowers nothing', () => {
    const cart = { ...draft(), title: '“Add to cart” works', category: 'functional' as const, setup: undefined };
    expect(weighDraft({ ...cart, priority: 'P1' }, told())).toMatchObject({
      priority: 'P0',
      reason: 'In a shop nothing is sold that does not get into the cart.',
    });
    const returns = { ...cart, title: 'Returns', pages: [], flow: 'forms', priority: 'P1' as const };
    expect(weighDraft(returns, told())).toEqual(returns);
    const smoke = { ...cart, category: 'smoke' as const, priority: 'P2' as const };
    expect(weighDraft(smoke, told())).toEqual(smoke);
  });

  it('names what such an app usually has and no test is about, and whether it was seen', () => {
    const cart = { title: 'The cart holds it', pages: ['/cart'], flow: 'cart and check-out', category: 'functional' };
    const left = usualLeftOut(told(), shop, [cart as never]);
    expect(left.find(({ title }) => title === 'Usual in a shop: returns')?.reason).toMatch(/^Nothing of it was seen\./);
    expect(left.find(({ title }) => title === 'Usual in a shop: product page')?.reason).toMatch(
      /^The app speaks of it/,
    );
    expect(left.map(({ key }) => key)).not.toContain('usual--e-commerce--cart');
  });

  it('counts in the plan what the suite has already', () => {
    const plan = planDrafts(shop, { maxTests: 60 });
    const known = planDrafts(shop, { maxTests: 60, knownKeys: plan.drafts.map(({ key }) => key) });
    const covered = (each: typeof plan) => toTestPlan(shop, each, [], 0).industry?.covered;
    expect(known.drafts).toEqual([]);
    expect(covered(known)).toBeGreaterThan(covered(plan) ?? 0);
  });
});

it.each(industries.map((industry) => [industry.name, industry] as const))(
  'the words of %s are patterns in four languages, and each flow has a reason',
  (_name, { signs, flows }) => {
    for (const words of [signs, ...flows.map((flow) => flow.words)])
      for (const language of ['en', 'de', 'fr', 'es'] as const) {
        expect(words[language].length).toBeGreaterThan(0);
        for (const word of words[language]) expect(() => new RegExp(word, 'iu')).not.toThrow();
      }
    expect(flows.every(({ reason }) => reason.endsWith('.'))).toBe(true);
  },
);
