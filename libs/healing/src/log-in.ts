import type { PageSnapshot } from '@testforge/core';

const path = /(^|[/_-])(log-?in|sign-?in|anmelden|connexion|acceder)([/_.-]|$)/i;

/** Whether a page asks to log in: one password, no second one to confirm it, and few other fields, or its address says so. */
export function showsLogin({ url, forms }: PageSnapshot): boolean {
  const asks = forms.some(
    ({ fields }) => fields.length <= 4 && fields.filter(({ type }) => type === 'password').length === 1,
  );
  return asks || (URL.canParse(url) && path.test(new URL(url).pathname));
}
