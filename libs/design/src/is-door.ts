import type { AppModel, AppState, FormField } from '@testforge/core';

/**
 * Whether the fields are a step of the way in that was discovered: a user name may be asked for on a page of its own, which
 * by itself looks like any form.
 */
export function isDoor({ logIn }: AppModel, { signedOut, locators }: AppState, fields: readonly FormField[]): boolean {
  const filled = (logIn?.steps ?? []).flatMap((step) =>
    step.kind === 'fill' && step.value.kind === 'credential' ? [JSON.stringify(step.target.locator)] : [],
  );
  const asked = fields.filter(({ type }) => type !== 'checkbox');
  return (
    signedOut === true &&
    asked.length > 0 &&
    asked.every(({ element }) => filled.includes(JSON.stringify(locators[String(element)])))
  );
}
