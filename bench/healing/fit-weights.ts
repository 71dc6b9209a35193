/** One lost element: the comparisons of each candidate, by field in `fields`' order (NaN: not compared), and the right one. */
export interface Example {
  candidates: Float64Array[];
  right: number;
}

const finite = (x: number | undefined): number => (x === undefined || Number.isNaN(x) ? 0 : x);

/**
 * Fits weights so that the right candidate scores above the others: conditional logit, weights never negative, drawn to
 * the start values so that fields that are rare in the data keep a sensible weight. Plain gradient descent with momentum.
 */
export function fitWeights(
  examples: readonly Example[],
  start: readonly number[],
  { rounds = 250, rate = 0.5, pull = 0.004 }: { rounds?: number; rate?: number; pull?: number } = {},
): number[] {
  const size = start.length;
  let weights = start.map((one) => one * 3);
  const centre = [...weights];
  const speed = new Float64Array(size);
  for (let round = 0; round < rounds; round += 1) {
    const gradient = new Float64Array(size);
    for (const { candidates, right } of examples) {
      const scores = candidates.map((fields) =>
        fields.reduce((sum, one, at) => sum + finite(one) * (weights[at] ?? 0), 0),
      );
      const top = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - top));
      const total = powers.reduce((sum, one) => sum + one, 0);
      for (const [at, fields] of candidates.entries()) {
        const error = Number(at === right) - (powers[at] ?? 0) / total;
        if (Math.abs(error) < 1e-6) continue;
        for (let field = 0; field < size; field += 1)
          gradient[field] = (gradient[field] ?? 0) + error * finite(fields[field]);
      }
    }
    for (let field = 0; field < size; field += 1) {
      const toCentre = pull * ((centre[field] ?? 0) - (weights[field] ?? 0));
      speed[field] = 0.9 * (speed[field] ?? 0) + rate * ((gradient[field] ?? 0) / examples.length + toCentre);
    }
    weights = weights.map((one, field) => Math.max(0, one + (speed[field] ?? 0)));
  }
  return weights;
}

/** Logistic regression: features → probability, with a little shrinkage. Returns the intercept first. */
export function fitLogistic(
  rows: readonly { features: readonly number[]; right: boolean }[],
  { rounds = 4_000, rate = 0.5, pull = 1e-4 } = {},
): number[] {
  const size = (rows[0]?.features.length ?? 0) + 1;
  let parameters: number[] = Array.from({ length: size }, () => 0);
  const speed = new Float64Array(size);
  for (let round = 0; round < rounds; round += 1) {
    const gradient = new Float64Array(size);
    for (const { features, right } of rows) {
      const x = features.reduce((sum, one, at) => sum + one * (parameters[at + 1] ?? 0), parameters[0] ?? 0);
      const error = Number(right) - 1 / (1 + Math.exp(-x));
      gradient[0] = (gradient[0] ?? 0) + error;
      features.forEach((one, at) => (gradient[at + 1] = (gradient[at + 1] ?? 0) + error * one));
    }
    for (let at = 0; at < size; at += 1)
      speed[at] =
        0.9 * (speed[at] ?? 0) +
        rate * ((gradient[at] ?? 0) / rows.length - (at === 0 ? 0 : pull * (parameters[at] ?? 0)));
    parameters = parameters.map((one, at) => one + (speed[at] ?? 0));
  }
  return parameters;
}

/** Upper bound of a share at 95 % confidence (Clopper–Pearson, one-sided), by bisection. */
export function upperBound(wrong: number, of: number): number {
  if (of === 0) return 1;
  const atMost = (share: number): number => {
    let term = Math.pow(1 - share, of);
    let sum = term;
    for (let k = 1; k <= wrong; k += 1) {
      term *= ((of - k + 1) / k) * (share / (1 - share));
      sum += term;
    }
    return sum;
  };
  let [low, high] = [wrong / of, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}
