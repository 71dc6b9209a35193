import type { Step, Target } from '@testforge/core';
import type { PlacedForm } from '../form-kind.js';
import { titled } from '../step-title.js';

/** The one heading of the first level, found as that; null where there is none or more than one. */
function titleOf({ state: { snapshot } }: PlacedForm): Target | null {
  const headings = snapshot.elements.filter(
    ({ role, tag, visible }) => role === 'heading' && tag === 'h1' && visible !== false,
  );
  const links = [{ by: 'role' as const, role: 'heading', level: 1 }];
  return headings.length === 1 ? { locator: { frame: [], links }, fingerprint: { tag: 'h1', role: 'heading' } } : null;
}

/** The steps with what the page is about remembered once it is open: it is looked for where the steps lead to. */
export function withTitle(placed: PlacedForm, steps: readonly Step[], name = 'title'): Step[] {
  const target = titleOf(placed);
  const [open, ...rest] = steps;
  if (target === null || open?.kind !== 'goto') return [...steps];
  return [open, titled({ kind: 'remember', key: `remember-${name}`, phase: 'given', target, name }), ...rest];
}
