/** What a suite asks of healing: `use: { healing: { mode: 'automatic' } }` in its configuration, or `test.use`. */
export interface HealingOptions {
  /**
   * `ask` (default): what is found is proposed and the test fails as before; what was approved is taken.
   * `automatic`: what is found and is sure goes on at once, and is kept when the whole test passed.
   * `never`: nothing is healed, not even what was approved; a lost element is only reported.
   */
  mode: 'ask' | 'automatic' | 'never';
  /** Of which elements a passing test takes fingerprints: those not yet known (default), all of them anew, or none. */
  remember: 'new' | 'all' | 'nothing';
  /** Folder of all that is kept, from the configuration's folder. Default `.testforge`. */
  dir: string;
}

export const standardOptions: HealingOptions = { mode: 'ask', remember: 'new', dir: '.testforge' };

/** What the package adds to a suite's fixtures. */
export interface HealingFixtures {
  /** The suite's wishes; what is not said is as by default. */
  healing: Partial<HealingOptions>;
}
