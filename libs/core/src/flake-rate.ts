/** How often a test was seen to pass at the first try, and how often it needed another. */
export interface Tries {
  passes: number;
  flakes: number;
}

/** How certain a bound is. */
export const flakeCertainty = 0.95;

/**
 * The rate below which a test fails by chance, with the certainty above: the upper end of the one-sided exact interval of a
 * binomial share (Clopper and Pearson, Biometrika 26, 1934). Without a single flake it is 1 - 0.05^(1/passes): 0.45 after
 * five passes, 0.05 after 59. In 0 … 1; 1 where nothing was seen.
 */
export function boundFlakeRate({ passes, flakes }: Tries): number {
  if (passes === 0) return 1;
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step += 1) {
    const rate = (low + high) / 2;
    if (atMost(flakes, passes + flakes, rate) > 1 - flakeCertainty) low = rate;
    else high = rate;
  }
  return high;
}

/** How many further passes in a row bring the bound down to `rate`. */
export function passesToGo(tries: Tries, rate: number): number {
  const isEnough = (more: number): boolean =>
    boundFlakeRate({ passes: tries.passes + more, flakes: tries.flakes }) <= rate;
  let enough = 1;
  while (!isEnough(enough)) enough *= 2;
  let short = isEnough(0) ? -1 : 0;
  if (short < 0) return 0;
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}

/** The probability of `most` flakes or fewer among so many tries, where each is one at this rate. */
function atMost(most: number, tries: number, rate: number): number {
  let [term, sum] = [(1 - rate) ** tries, 0];
  for (let flakes = 0; flakes <= most; flakes += 1) {
    sum += term;
    term *= ((tries - flakes) / (flakes + 1)) * (rate / (1 - rate));
  }
  return sum;
}
