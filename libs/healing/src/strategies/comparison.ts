/** Similarity in 0..1 by compared field; a field that the lost element does not have is left out. */
export type Comparison = Record<string, number>;

export interface View {
  /** False where the element shows the very value that is checked: what it says must not help to find it. */
  ownTextCounts: boolean;
  /** Where it does not count: whether what the element says may still order proposals, which nobody applies unasked. */
  ownTextHints?: boolean;
  /** How near two texts are by meaning, where an encoder was asked beforehand; null where it was not. */
  meaning?: (a: string, b: string) => number | null;
}
