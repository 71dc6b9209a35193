import type { Rules } from '../rules.js';

export interface Bug {
  readonly description: string;
  readonly kind: string;
  /** Addresses where a customer meets it; `:name` stands for any value. */
  readonly pages: readonly string[];
  /** The rules that go wrong. Called once for each shop, so that a bug may remember things. */
  readonly breaks: (right: Rules) => Partial<Rules>;
}
