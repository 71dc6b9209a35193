import type { AppState, PageForm } from '@testforge/core';

export type FlowKind = 'log-in' | 'sign-up' | 'search' | 'cart' | 'checkout' | 'contact' | 'list-detail';

const words = {
  signUp: /sign.?up|register|registr|create.*account|konto erstellen|s.inscrire|crear cuenta/i,
  cart: /\b(cart|basket|warenkorb|panier|carrito|cesta)\b/i,
  checkout: /check.?out|kasse|commande|pagar|payment|place.*order/i,
  contact: /contact|kontakt|contacto|message|support|feedback/i,
};

function flowOfForm(form: PageForm, about: string): FlowKind | null {
  const has = (type: string) => form.fields.some((field) => field.type === type);
  const passwords = form.fields.filter((field) => field.type === 'password').length;
  const said = `${form.label} ${form.heading ?? ''} ${form.action} ${about}`;
  if (passwords) return passwords > 1 || words.signUp.test(said) || form.fields.length > 3 ? 'sign-up' : 'log-in';
  if (
    form.landmark?.startsWith('search') ||
    has('search') ||
    form.fields.some((field) => /^(q|query|search|s)$/i.test(field.nameAttr ?? ''))
  )
    return 'search';
  if (words.checkout.test(said) && form.fields.length >= 3) return 'checkout';
  return has('textarea') && words.contact.test(said) ? 'contact' : null;
}

/** Business flows the states speak of, by plain rules over forms and addresses. */
export function findFlows(states: AppState[]): Set<FlowKind> {
  const flows = new Set<FlowKind>();
  for (const state of states) {
    for (const form of state.snapshot.forms) {
      const flow = flowOfForm(form, state.template);
      if (flow) flows.add(flow);
    }
    if (words.cart.test(state.template)) flows.add('cart');
    if (/:(id|uuid|hash|slug)/.test(state.template)) flows.add('list-detail');
  }
  return flows;
}
